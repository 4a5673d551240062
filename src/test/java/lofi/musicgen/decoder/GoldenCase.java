package lofi.musicgen.decoder;

import lofi.musicgen.TensorFile;
import lofi.musicgen.TinyModel;

/// A run of the reference library: prompt, length, guidance, and what came out.
record GoldenCase(String prompt, int frames, int guidance) {
  float[] textHidden() {
    return text().values("text_hidden");
  }

  int textLength() {
    return text().shape("text_hidden")[1];
  }

  /// The codes by codebook, the delay undone.
  int[][] codes() {
    return run().rows("codes");
  }

  float[] firstLogits() {
    return run().values("logits_first");
  }

  float[] lastLogits() {
    return run().values("logits_last");
  }

  int steps() {
    return frames + 3;
  }

  private TensorFile text() {
    return TinyModel.golden("text-" + prompt);
  }

  private TensorFile run() {
    return TinyModel.golden("%s-f%d-g%d".formatted(prompt, frames, guidance));
  }
}
