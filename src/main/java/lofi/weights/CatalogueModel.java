package lofi.weights;

import java.util.List;

/// A model that can be installed by its name.
///
/// @param name also the name of its folder
/// @param repository owner and name at the publisher's hub
/// @param revision the commit that every file is taken from
/// @param isCheckpoint whether it has to be converted before it makes music
/// @param hashSource where the checksums were read
public record CatalogueModel(
    String name,
    String title,
    String repository,
    String revision,
    String licence,
    boolean isCheckpoint,
    String hashSource,
    List<CatalogueFile> files) {
  public CatalogueModel {
    files = List.copyOf(files);
  }

  public long bytes() {
    return files.stream().mapToLong(CatalogueFile::bytes).sum();
  }
}
