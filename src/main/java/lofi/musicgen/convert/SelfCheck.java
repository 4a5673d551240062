package lofi.musicgen.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import lofi.musicgen.checkpoint.Checkpoint;
import lofi.musicgen.decoder.DecoderShape;
import lofi.musicgen.decoder.Quantization;
import lofi.musicgen.decoder.VectorDecoder;

/// Compares a conversion with its source on a few steps, before anybody uses it.
///
/// It finds what was put in the wrong place, not whether few bits are enough: anything misplaced
/// makes the logits unrelated, an error of 1 and more.
public final class SelfCheck {
  private static final int STEPS = 4;
  private static final int WORDS = 5;
  private static final float GUIDANCE = 2;

  private final DecoderShape shape;
  private final Random random = new Random(11);
  private final int[][] codes;
  private final float[][] text;

  private SelfCheck(DecoderShape shape) {
    this.shape = shape;
    codes = new int[STEPS][shape.codebooks()];
    text = new float[WORDS][shape.textWidth()];
    for (int[] step : codes) {
      for (int book = 0; book < step.length; book++) {
        step[book] = random.nextInt(shape.vocabulary());
      }
    }
    for (float[] word : text) {
      for (int i = 0; i < word.length; i++) {
        word[i] = (float) random.nextGaussian() * 0.2f;
      }
    }
  }

  /// The level of the conversion's error, as a part of the level of the source's logits.
  ///
  /// @param folder holds the packed decoder
  public static double error(Checkpoint source, Path folder) throws IOException {
    SelfCheck check = new SelfCheck(DecoderShape.of(source.config()));
    float[][] expected = new ReferenceDecoder(source).logits(check.codes, check.text, GUIDANCE);
    try (VectorDecoder decoder = VectorDecoder.openMapped(folder)) {
      return relative(expected, check.run(decoder));
    }
  }

  /// What a sound conversion stays below.
  public static double allowed(Quantization quantization) {
    return switch (quantization) {
      case FP32 -> 1e-3;
      case Q8 -> 0.1;
      case Q4 -> 0.7;
    };
  }

  private float[][] run(VectorDecoder decoder) {
    float[] flat = new float[WORDS * shape.textWidth()];
    for (int word = 0; word < WORDS; word++) {
      System.arraycopy(text[word], 0, flat, word * shape.textWidth(), shape.textWidth());
    }
    decoder.begin(flat, WORDS, GUIDANCE, STEPS);
    float[][] logits = new float[STEPS][shape.logits()];
    for (int step = 0; step < STEPS; step++) {
      decoder.step(codes[step], step, logits[step]);
    }
    return logits;
  }

  private static double relative(float[][] expected, float[][] actual) {
    double error = 0;
    double power = 0;
    for (int step = 0; step < expected.length; step++) {
      for (int i = 0; i < expected[step].length; i++) {
        error += Math.pow(expected[step][i] - actual[step][i], 2);
        power += Math.pow(expected[step][i], 2);
      }
    }
    return Math.sqrt(error / power);
  }
}
