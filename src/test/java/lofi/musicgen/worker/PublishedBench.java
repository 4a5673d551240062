package lofi.musicgen.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lofi.musicgen.installed.Precision;
import lofi.musicgen.onnx.Device;
import lofi.musicgen.onnx.PromptMeaning;
import lofi.musicgen.onnx.PublishedCodec;

/// Makes a piece with the published graphs and prints how long that takes: `PublishedBench FOLDER
/// PROMPT SECONDS THREADS`.
///
/// The codec decodes all at once: the windows that we use else take less memory and more time.
final class PublishedBench {
  private static final int FRAMES_PER_SECOND = 50;

  private PublishedBench() {}

  public static void main(String[] args) throws IOException {
    int seconds = Integer.parseInt(args[2]);
    var wish =
        new ModelShelf.Wish(Path.of(args[0]), Precision.Q8, Device.CPU, Integer.parseInt(args[3]));
    long began = System.nanoTime();
    try (ModelShelf shelf = new ModelShelf()) {
      MusicModel model = shelf.take(wish);
      System.out.printf(Locale.ROOT, "loaded in %.1f s%n", secondsSince(began));
      began = System.nanoTime();
      PromptMeaning meaning = model.understand(model.tokenize(args[1]));
      Codes codes = new Codes();
      new CodeComposer(model.decoder(), TokenDrawer.seeded(1, 250, 1))
          .compose(meaning, 3, seconds * FRAMES_PER_SECOND, codes);
      System.out.printf(Locale.ROOT, "codes after %.1f s%n", secondsSince(began));
      ((PublishedCodec) model.codec()).decodeAtOnce(codes.whole());
      System.out.printf(Locale.ROOT, "%d s of audio in %.1f s%n", seconds, secondsSince(began));
    }
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static final class Codes implements CodeComposer.Listener {
    private final List<int[][]> batches = new ArrayList<>();

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void progress(int tokensGenerated, int tokensEstimated) {}

    @Override
    public void composed(int[][] codes) {
      batches.add(codes);
    }

    int[][] whole() {
      int[][] whole = new int[batches.getFirst().length][];
      Arrays.setAll(
          whole,
          book -> batches.stream().flatMapToInt(batch -> Arrays.stream(batch[book])).toArray());
      return whole;
    }
  }
}
