package lofi.musicgen.onnx;

import static lofi.musicgen.Differences.largest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import lofi.musicgen.TensorFile;
import lofi.musicgen.TinyModel;
import lofi.musicgen.decoder.DecoderShape;
import lofi.musicgen.decoder.LmDecoder;
import org.junit.jupiter.api.Test;

class OnnxDecoderTest {
  private static final List<String> PIECES =
      List.of("word-f50-g3", "usual-f75-g1", "usual-f75-g3", "unknown-f50-g3", "long-f150-g3");

  private final OnnxRuntime runtime = OnnxRuntime.start(Device.CPU, 1);
  private final DecoderShape shape = DecoderShape.of(TinyModel.config());

  @Test
  void theMergedLayoutComposesWhatTheReferenceComposes() {
    try (LmDecoder decoder = merged("onnx/decoder_model_merged.onnx")) {
      PIECES.forEach(piece -> assertComposes(decoder, piece));
    }
  }

  @Test
  void theSplitLayoutComposesWhatTheReferenceComposes() {
    try (LmDecoder decoder = split("small_fp32")) {
      PIECES.forEach(piece -> assertComposes(decoder, piece));
    }
  }

  /// Decisions with the reference's own codes before them: one other decision changes all after it.
  @Test
  void theQuantizedMergedLayoutDecidesMostlyAsTheReferenceDoes() {
    try (LmDecoder decoder = merged("onnx/decoder_model_merged_quantized.onnx")) {
      PIECES.forEach(piece -> assertTrue(agreement(decoder, piece) > 0.88, piece));
    }
  }

  @Test
  void theQuantizedSplitLayoutDecidesMostlyAsTheReferenceDoes() {
    try (LmDecoder decoder = split("small_i8")) {
      PIECES.forEach(piece -> assertTrue(agreement(decoder, piece) > 0.88, piece));
    }
  }

  @Test
  void aConfigurationOfAnotherModelIsRefused() {
    DecoderShape other = new DecoderShape(128, 2, 64, 24, 256, 4, 256, 256, 64, 256, 1);
    GraphFailure failure =
        assertThrows(
            GraphFailure.class,
            () ->
                OnnxDecoder.merged(
                    runtime, TinyModel.published("onnx/decoder_model_merged.onnx"), other));
    assertEquals(
        "config.json says layers 24, and decoder_model_merged.onnx has 3", failure.getMessage());
  }

  private LmDecoder merged(String name) {
    return OnnxDecoder.merged(runtime, TinyModel.published(name), shape);
  }

  private LmDecoder split(String folder) {
    return OnnxDecoder.split(
        runtime,
        TinyModel.published("onnx-split/" + folder + "/decoder_model.onnx"),
        TinyModel.published("onnx-split/" + folder + "/decoder_with_past_model.onnx"),
        shape);
  }

  private void assertComposes(LmDecoder decoder, String piece) {
    TensorFile golden = TinyModel.golden(piece);
    ForcedRun run = new ForcedRun(decoder, piece);
    assertArrayEquals(golden.rows("codes"), run.decisions(), piece);
    assertTrue(largest(golden.values("logits_first"), run.firstLogits()) < 1e-3, piece);
  }

  private double agreement(LmDecoder decoder, String piece) {
    int[][] expected = TinyModel.golden(piece).rows("codes");
    int[][] decided = new ForcedRun(decoder, piece).decisions();
    int same = 0;
    for (int codebook = 0; codebook < expected.length; codebook++) {
      for (int frame = 0; frame < expected[codebook].length; frame++) {
        same += expected[codebook][frame] == decided[codebook][frame] ? 1 : 0;
      }
    }
    return (double) same / (expected.length * expected[0].length);
  }

  /// Feeds the reference's codes and notes what the decoder would have chosen. As long as the two
  /// are the same, that is the decoder's own greedy run.
  private final class ForcedRun {
    private static final int FIRST_STEPS = 8;

    private final int[][] codes;
    private final int[][] decisions;
    private final float[] firstLogits = new float[FIRST_STEPS * shape.logits()];

    ForcedRun(LmDecoder decoder, String piece) {
      TensorFile text = TinyModel.golden("text-" + piece.substring(0, piece.indexOf('-')));
      codes = TinyModel.golden(piece).rows("codes");
      decisions = new int[codes.length][codes[0].length];
      int steps = codes[0].length + codes.length - 1;
      float guidance = piece.endsWith("g1") ? 1 : 3;
      decoder.begin(text.values("text_hidden"), text.rows("input_ids")[0].length, guidance, steps);
      float[] logits = new float[shape.logits()];
      for (int step = 0; step < steps; step++) {
        decoder.step(inputAt(step), step, logits);
        note(step, logits);
      }
    }

    private int[] inputAt(int step) {
      int[] input = new int[codes.length];
      for (int k = 0; k < codes.length; k++) {
        int frame = step - 1 - k;
        input[k] = frame >= 0 && frame < codes[k].length ? codes[k][frame] : shape.padCode();
      }
      return input;
    }

    private void note(int step, float[] logits) {
      if (step < FIRST_STEPS) {
        System.arraycopy(logits, 0, firstLogits, step * shape.logits(), shape.logits());
      }
      for (int k = 0; k < codes.length; k++) {
        int frame = step - k;
        if (frame >= 0 && frame < codes[k].length) {
          int from = k * shape.vocabulary();
          decisions[k][frame] = best(Arrays.copyOfRange(logits, from, from + shape.vocabulary()));
        }
      }
    }

    private static int best(float[] logits) {
      int best = 0;
      for (int i = 1; i < logits.length; i++) {
        best = logits[i] > logits[best] ? i : best;
      }
      return best;
    }

    int[][] decisions() {
      return decisions;
    }

    float[] firstLogits() {
      return firstLogits;
    }
  }
}
