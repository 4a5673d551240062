package lofi.musicgen.decoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import lofi.musicgen.Differences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class VectorDecoderTest {
  private static final GoldenCase USUAL = new GoldenCase("usual", 75, 3);

  static Stream<GoldenCase> cases() {
    return Stream.of(
        new GoldenCase("word", 50, 3),
        new GoldenCase("unknown", 50, 3),
        USUAL,
        new GoldenCase("usual", 75, 1),
        new GoldenCase("long", 150, 3));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void choosesTheCodesOfTheReferenceInFloats(GoldenCase golden) {
    try (VectorDecoder decoder = PackedModels.open(Quantization.FP32, 2)) {
      GreedyRun run = GreedyRun.free(decoder, golden);
      assertArrayEquals(golden.codes(), run.codes);
      float[] last = run.logits(golden.frames() - 1, 4);
      assertEquals(0, Differences.largest(golden.firstLogits(), run.logits(0, 8)), 1e-4);
      assertEquals(0, Differences.largest(golden.lastLogits(), last), 1e-4);
    }
  }

  @ParameterizedTest
  @EnumSource(Quantization.class)
  void givesTheSameMusicWithAnyNumberOfThreadsColdAndWarm(Quantization quantization) {
    List<String> runs =
        Stream.of(1, 2, 4, 1)
            .map(threads -> {
              try (VectorDecoder decoder = PackedModels.open(quantization, threads)) {
                return GreedyRun.free(decoder, USUAL).toString();
              }
            })
            .toList();
    assertEquals(1, runs.stream().distinct().count());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void staysWithinTwoPercentOfTheReferenceInEightBits(GoldenCase golden) {
    assertNear(golden, Quantization.Q8, 0.02, 0.97);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void staysWithinFifteenPercentOfTheReferenceInFourBits(GoldenCase golden) {
    assertNear(golden, Quantization.Q4, 0.15, 0.75);
  }

  /// The level of the logits' error, and the share of the reference's choices that stay.
  private static void assertNear(
      GoldenCase golden, Quantization quantization, double error, double agreement) {
    try (VectorDecoder decoder = PackedModels.open(quantization, 1)) {
      GreedyRun run = GreedyRun.forced(decoder, golden);
      float[] last = run.logits(golden.frames() - 1, 4);
      assertEquals(0, Differences.relative(golden.firstLogits(), run.logits(0, 8)), error);
      assertEquals(0, Differences.relative(golden.lastLogits(), last), error);
      assertTrue(run.agreement() > agreement, "agreement " + run.agreement());
    }
  }

  @Test
  void forgetsThePieceBefore() {
    try (VectorDecoder decoder = PackedModels.open(Quantization.Q4, 2)) {
      String first = GreedyRun.free(decoder, USUAL).toString();
      GreedyRun.free(decoder, new GoldenCase("long", 150, 3));
      assertEquals(first, GreedyRun.free(decoder, USUAL).toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Quantization.class)
  void givesTheSameMusicWhenTheWeightsStayInTheFile(Quantization quantization) throws IOException {
    try (VectorDecoder decoder = PackedModels.open(quantization, 1);
        VectorDecoder mapped = VectorDecoder.openMapped(PackedModels.folder(quantization))) {
      assertEquals(
          GreedyRun.free(decoder, USUAL).toString(), GreedyRun.free(mapped, USUAL).toString());
    }
  }

  @Test
  void readsAKnownBeginningWithoutLogits() {
    try (VectorDecoder decoder = PackedModels.open(Quantization.Q8, 1)) {
      float[] expected = GreedyRun.free(decoder, USUAL).logits(2, 1);
      int[][] codes = USUAL.codes();
      int pad = decoder.shape().padCode();
      decoder.begin(USUAL.textHidden(), USUAL.textLength(), 3, USUAL.steps());
      float[] logits = new float[decoder.shape().logits()];
      decoder.step(new int[] {pad, pad, pad, pad}, 0, null);
      decoder.step(new int[] {codes[0][0], pad, pad, pad}, 1, null);
      decoder.step(new int[] {codes[0][1], codes[1][0], pad, pad}, 2, logits);
      assertEquals(0, Differences.relative(expected, logits), 0.05);
    }
  }

  @Test
  void changesItsThreadsBetweenSteps() {
    try (VectorDecoder decoder = PackedModels.open(Quantization.Q4, 3)) {
      String together = GreedyRun.free(decoder, USUAL).toString();
      decoder.useThreads(1);
      String alone = GreedyRun.free(decoder, USUAL).toString();
      decoder.useThreads(9);
      assertEquals(together, alone);
      assertEquals(together, GreedyRun.free(decoder, USUAL).toString());
    }
  }
}
