package lofi.musicgen.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lofi.musicgen.TensorFile;
import lofi.musicgen.TinyModel;
import lofi.musicgen.decoder.DecoderShape;
import lofi.musicgen.decoder.LmDecoder;
import lofi.musicgen.decoder.PackedModels;
import lofi.musicgen.decoder.Quantization;
import lofi.musicgen.onnx.Device;
import lofi.musicgen.onnx.OnnxDecoder;
import lofi.musicgen.onnx.OnnxRuntime;
import lofi.musicgen.onnx.PromptMeaning;
import org.junit.jupiter.api.Test;

class CodeComposerTest {
  private static final PromptMeaning ANY_PROMPT = new PromptMeaning(new float[8], 1);

  private final ScriptedDecoder scripted = new ScriptedDecoder(63); // windows of 60 frames
  private final OverheardDecoder overheard = new OverheardDecoder(scripted);
  private final Listening listener = new Listening();

  @Test
  void composesTheReferencesCodesGreedily() throws IOException {
    OnnxRuntime runtime = OnnxRuntime.start(Device.CPU, 1);
    try (LmDecoder decoder =
        OnnxDecoder.merged(
            runtime,
            TinyModel.published("onnx/decoder_model_merged.onnx"),
            DecoderShape.of(TinyModel.config()))) {
      for (String piece : List.of("word-f50-g3", "usual-f75-g1", "long-f150-g3")) {
        assertComposes(decoder, piece);
      }
    }
  }

  private static void assertComposes(LmDecoder decoder, String piece) throws IOException {
    TensorFile text = TinyModel.golden("text-" + piece.substring(0, piece.indexOf('-')));
    int[][] expected = TinyModel.golden(piece).rows("codes");
    float[] hidden = text.values("text_hidden");
    Listening listener = new Listening();
    new CodeComposer(decoder, TokenDrawer.greedy())
        .compose(
            new PromptMeaning(hidden, text.shape("text_hidden")[1]),
            piece.endsWith("g1") ? 1 : 3,
            expected[0].length,
            listener);
    assertArrayEquals(expected, listener.codes(), piece);
  }

  @Test
  void aShortPieceIsOneWindow() throws IOException {
    assertTrue(compose(60));

    assertEquals(1, overheard.windows.size());
    assertEquals(63, scripted.steps);
    assertEquals(60, listener.codes()[0].length);
  }

  @Test
  void aWindowBeginsWithTheLastCodesOfTheOneBefore() throws IOException {
    assertTrue(compose(150));

    int[][] piece = listener.codes();
    assertEquals(150, piece[3].length);
    assertEquals(4, overheard.windows.size()); // 60, then 40, 40 and 10 new frames
    for (int window = 1; window < 4; window++) {
      int[][] read = overheard.codesRead(window, 20);
      for (int k = 0; k < 4; k++) {
        int from = 60 + 40 * (window - 1) - 20;
        assertArrayEquals(Arrays.copyOfRange(piece[k], from, from + 20), read[k]);
      }
    }
  }

  /// The small model sees 253 frames at a time: 253, then 169 and 78 new ones.
  @Test
  void aModelsNextWindowReadsTheLastCodesOfTheOneBefore() throws IOException {
    TensorFile text = TinyModel.golden("text-word");
    PromptMeaning word =
        new PromptMeaning(text.values("text_hidden"), text.shape("text_hidden")[1]);
    try (OverheardDecoder decoder = new OverheardDecoder(PackedModels.open(Quantization.FP32, 1))) {
      new CodeComposer(decoder, TokenDrawer.seeded(1, 250, 3)).compose(word, 3, 500, listener);

      int[][] piece = listener.codes();
      assertEquals(3, decoder.windows.size());
      assertEquals(500, piece[0].length);
      for (int window = 1; window < 3; window++) {
        int from = 169 * window;
        for (int k = 0; k < 4; k++) {
          assertArrayEquals(
              Arrays.copyOfRange(piece[k], from, from + 84), decoder.codesRead(window, 84)[k]);
        }
      }
    }
  }

  @Test
  void nobodyLooksAtTheLogitsOfCodesThatAreKnown() throws IOException {
    compose(100);

    assertEquals(63 + 63, scripted.steps);
    assertEquals(63 + 43, scripted.stepsWithLogits);
  }

  @Test
  void progressCountsUpToItsEstimate() throws IOException {
    compose(100);

    assertEquals(List.of(120), listener.estimates.stream().distinct().toList());
    assertEquals(120, listener.progress.getLast());
    assertEquals(listener.progress.stream().sorted().toList(), listener.progress);
  }

  @Test
  void aCancelEndsThePieceWithinAStep() throws IOException {
    listener.cancelAfterProgress = 10;

    assertFalse(compose(60));
    assertEquals(10, listener.progress.getLast());
    assertEquals(13, scripted.steps);
  }

  @Test
  void whatIsNoNumberIsNoMusic() {
    scripted.computesNonsense = true;

    assertThrows(NoMusicException.class, () -> compose(60));
  }

  private boolean compose(int frames) throws IOException {
    return new CodeComposer(overheard, TokenDrawer.greedy())
        .compose(ANY_PROMPT, 3, frames, listener);
  }

  private static final class Listening implements CodeComposer.Listener {
    final List<Integer> progress = new ArrayList<>();
    final List<Integer> estimates = new ArrayList<>();
    final List<int[][]> batches = new ArrayList<>();
    int cancelAfterProgress = Integer.MAX_VALUE;

    @Override
    public boolean isCancelled() {
      return !progress.isEmpty() && progress.getLast() >= cancelAfterProgress;
    }

    @Override
    public void progress(int tokensGenerated, int tokensEstimated) {
      progress.add(tokensGenerated);
      estimates.add(tokensEstimated);
    }

    @Override
    public void composed(int[][] codes) {
      batches.add(codes);
    }

    int[][] codes() {
      int[][] all = new int[4][];
      for (int k = 0; k < all.length; k++) {
        int codebook = k;
        all[k] = batches.stream().flatMapToInt(batch -> Arrays.stream(batch[codebook])).toArray();
      }
      return all;
    }
  }
}
