package lofi.musicgen.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Prints how long a process that has just started takes to load a tokenizer, and then to read its
/// first prompt: `TokenizerBench FILE`.
final class TokenizerBench {
  private TokenizerBench() {}

  public static void main(String[] args) throws IOException {
    long began = System.nanoTime();
    T5Tokenizer tokenizer = T5Tokenizer.load(Path.of(args[0]));
    long loaded = System.nanoTime();
    int ids = tokenizer.encode("lofi hip hop, chill, mellow piano").length;
    System.out.printf(
        Locale.ROOT,
        "loaded in %.1f ms; %d ids in %.1f ms%n",
        (loaded - began) / 1e6,
        ids,
        (System.nanoTime() - loaded) / 1e6);
  }
}
