package lofi.musicgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lofi.musicgen.installed.ModelFolder;
import lofi.musicgen.installed.ModelFolder.Search;
import lofi.musicgen.installed.Precision;

/// Finds the model that makes the music among those that the user has.
public final class InstalledModels {
  private InstalledModels() {}

  /// The model in `weights`, or the best of those in the folders within: the one whose precision is
  /// nearest to the one wanted, and of two such our own layout, which is faster.
  ///
  /// Waits for the disk.
  public static Search best(Path weights, Precision wanted) {
    Search itself = ModelFolder.find(weights, wanted);
    if (itself instanceof Search.Found) {
      return itself;
    }
    List<Path> folders = foldersIn(weights);
    Optional<Search> best =
        folders.stream()
            .map(folder -> ModelFolder.find(folder, wanted))
            .flatMap(InstalledModels::found)
            .min(nearestTo(wanted))
            .map(Search.Found::new);
    return best.orElseGet(() -> new Search.Missing(whatIsMissing(weights, folders)));
  }

  private static Comparator<ModelFolder> nearestTo(Precision wanted) {
    return Comparator.<ModelFolder>comparingInt(
            model -> wanted.nearest().indexOf(model.precision()))
        .thenComparing(model -> !(model.decoder() instanceof ModelFolder.Decoder.Packed))
        .thenComparing(ModelFolder::name);
  }

  private static Stream<ModelFolder> found(Search search) {
    return search instanceof Search.Found(var model) ? Stream.of(model) : Stream.empty();
  }

  private static String whatIsMissing(Path weights, List<Path> folders) {
    return folders.stream()
        .filter(ModelFolder::isCheckpoint)
        .findFirst()
        .map(folder -> "The model in " + folder + " has not been converted yet")
        .orElse("There is no model in " + weights);
  }

  /// Hidden folders hold what is not finished.
  private static List<Path> foldersIn(Path weights) {
    try (Stream<Path> children = Files.list(weights)) {
      return children
          .filter(child -> !String.valueOf(child.getFileName()).startsWith("."))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of(); // there is no such folder, or we may not look: either way nothing to use
    }
  }
}
