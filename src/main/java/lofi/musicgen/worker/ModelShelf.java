package lofi.musicgen.worker;

import java.io.IOException;
import java.nio.file.Path;
import lofi.musicgen.installed.ModelFolder;
import lofi.musicgen.installed.Precision;
import lofi.musicgen.onnx.Device;
import org.jspecify.annotations.Nullable;

/// Keeps the model of the last piece, because the next one mostly wants the same.
final class ModelShelf implements AutoCloseable {
  /// Everything that decides which model it is and how it runs.
  record Wish(Path folder, Precision precision, Device device, int threads) {}

  private @Nullable Wish wish;
  private @Nullable MusicModel model;

  /// The model for a wish.
  ///
  /// @throws MissingModelException when its files are not there
  MusicModel take(Wish wanted) throws IOException {
    if (model != null && wanted.equals(wish)) {
      return model;
    }
    close(); // two models at a time would take too much memory
    MusicModel opened = open(wanted);
    model = opened;
    wish = wanted;
    return opened;
  }

  private static MusicModel open(Wish wanted) throws IOException {
    return switch (ModelFolder.find(wanted.folder(), wanted.precision())) {
      case ModelFolder.Search.Missing(String reason) -> throw new MissingModelException(reason);
      case ModelFolder.Search.Found(ModelFolder folder) ->
          MusicModel.open(folder, wanted.device(), new Cores(wanted.threads()));
    };
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
      model = null;
      wish = null;
    }
  }
}
