package lofi.musicgen.decoder;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Always takes the likeliest code, with the delay pattern, as simply as it goes.
final class GreedyRun {
  private final LmDecoder decoder;
  private final GoldenCase golden;
  final int[][] codes;
  final float[][] logits;

  private GreedyRun(LmDecoder decoder, GoldenCase golden) {
    this.decoder = decoder;
    this.golden = golden;
    codes = new int[decoder.shape().codebooks()][golden.frames()];
    logits = new float[golden.steps()][decoder.shape().logits()];
  }

  /// Each step hears what the decoder itself chose before.
  static GreedyRun free(LmDecoder decoder, GoldenCase golden) {
    GreedyRun run = new GreedyRun(decoder, golden);
    run.play(null);
    return run;
  }

  /// Each step hears what the reference chose before.
  static GreedyRun forced(LmDecoder decoder, GoldenCase golden) {
    GreedyRun run = new GreedyRun(decoder, golden);
    run.play(golden.codes());
    return run;
  }

  private void play(int @Nullable [][] told) {
    decoder.begin(golden.textHidden(), golden.textLength(), golden.guidance(), golden.steps());
    int[] input = new int[codes.length];
    for (int step = 0; step < golden.steps(); step++) {
      for (int book = 0; book < codes.length; book++) {
        int frame = step - 1 - book;
        boolean heard = frame >= 0 && frame < golden.frames();
        int[][] source = told == null ? codes : told;
        input[book] = heard ? source[book][frame] : decoder.shape().padCode();
      }
      decoder.step(input, step, logits[step]);
      choose(step);
    }
  }

  private void choose(int step) {
    int vocabulary = decoder.shape().vocabulary();
    for (int book = 0; book < codes.length; book++) {
      int frame = step - book;
      if (frame >= 0 && frame < golden.frames()) {
        codes[book][frame] = likeliest(logits[step], book * vocabulary, vocabulary);
      }
    }
  }

  private static int likeliest(float[] logits, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      best = logits[from + i] > logits[from + best] ? i : best;
    }
    return best;
  }

  /// The logits of `count` steps in a row.
  float[] logits(int first, int count) {
    float[] all = new float[count * logits[0].length];
    for (int i = 0; i < count; i++) {
      System.arraycopy(logits[first + i], 0, all, i * logits[0].length, logits[0].length);
    }
    return all;
  }

  /// The share of codes that are those of the reference.
  double agreement() {
    int[][] expected = golden.codes();
    int same = 0;
    for (int book = 0; book < codes.length; book++) {
      for (int frame = 0; frame < golden.frames(); frame++) {
        same += codes[book][frame] == expected[book][frame] ? 1 : 0;
      }
    }
    return (double) same / (codes.length * golden.frames());
  }

  @Override
  public String toString() {
    return Arrays.deepToString(codes);
  }
}
