package lofi.weights;

import java.util.Optional;
import java.util.regex.Pattern;

/// One file of a model, as its publisher has it.
///
/// @param path where it lies in the repository, and in the model's folder
/// @param bytes its size; where only the publisher's rounded figure is known, that
/// @param isExact whether `bytes` is exact
/// @param sha256 its checksum, where one is known from the publisher
public record CatalogueFile(String path, long bytes, boolean isExact, Optional<String> sha256) {
  private static final Pattern PLAIN_PATH =
      Pattern.compile("([A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public CatalogueFile {
    if (!PLAIN_PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(path + " is no plain path");
    }
    if (sha256.isPresent() && !SHA_256.matcher(sha256.get()).matches()) {
      throw new IllegalArgumentException(sha256.get() + " is no SHA-256");
    }
  }

  static CatalogueFile exact(String path, long bytes, String sha256) {
    return new CatalogueFile(path, bytes, true, Optional.of(sha256));
  }

  static CatalogueFile about(String path, long bytes, String sha256) {
    return new CatalogueFile(path, bytes, false, Optional.of(sha256));
  }

  /// A file whose checksum the publisher's server has to declare.
  static CatalogueFile declared(String path, long bytes) {
    return new CatalogueFile(path, bytes, false, Optional.empty());
  }
}
