package lofi.musicgen.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lofi.musicgen.Differences;
import lofi.musicgen.PublishedModels;
import lofi.musicgen.TensorFile;
import lofi.musicgen.TinyModel;
import lofi.musicgen.installed.ModelFolder;
import lofi.musicgen.installed.Precision;
import lofi.musicgen.onnx.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PieceMakerTest {
  private static final String WORD = "piano";

  @TempDir Path folder;
  private MusicModel model;

  @BeforeEach
  void openModel() throws IOException {
    ModelFolder files =
        ((ModelFolder.Search.Found)
                ModelFolder.find(PublishedModels.merged(folder), Precision.FP32))
            .model();
    model = MusicModel.open(files, Device.CPU, new Cores(1));
  }

  @AfterEach
  void closeModel() {
    model.close();
  }

  @Test
  void wordsBecomeTheReferencesIdsCodesAndAudio() throws IOException {
    TensorFile golden = TinyModel.golden("word-f50-g3");
    Customer customer = make(WORD, 50, TokenDrawer.greedy());

    assertArrayEquals(TinyModel.golden("text-word").rows("input_ids")[0], customer.ids);
    assertArrayEquals(golden.rows("codes"), customer.codes());
    assertTrue(Differences.largest(golden.values("audio"), customer.audio()) < 1e-4);
  }

  @Test
  void aSeedMakesTheSamePieceAgain() throws IOException {
    float[] first = make(WORD, 60, TokenDrawer.seeded(1, 250, 5)).audio();

    assertArrayEquals(first, make(WORD, 60, TokenDrawer.seeded(1, 250, 5)).audio());
    assertNotEquals(
        Arrays.hashCode(first),
        Arrays.hashCode(make(WORD, 60, TokenDrawer.seeded(1, 250, 6)).audio()));
  }

  @Test
  void audioIsThereBeforeTheLastCode() throws IOException {
    Customer customer = make(WORD, 400, TokenDrawer.seeded(1, 250, 1));

    assertEquals(400 * 640, customer.audio().length);
    assertTrue(customer.tokensAtFirstAudio < 400, "at token " + customer.tokensAtFirstAudio);
  }

  /// The small model sees 253 frames at a time, so this piece has three windows.
  @Test
  void aLongPieceKeepsItsLevelAcrossWindows() throws IOException {
    float[] audio = make(WORD, 500, TokenDrawer.seeded(1, 250, 3)).audio();
    double first = level(audio, 0, 250 * 640);
    for (int join : new int[] {253, 422}) {
      double before = level(audio, (join - 50) * 640, join * 640);
      double after = level(audio, join * 640, (join + 50) * 640);
      assertEquals(0, decibels(after / before), 1, "at the join");
      assertEquals(0, decibels(after / first), 1, "drift");
    }
  }

  @Test
  void aCancelledPieceIsNotWhole() throws IOException {
    Customer customer = new Customer();
    customer.cancelAtToken = 10;

    assertFalse(
        new PieceMaker(model)
            .make(new PieceMaker.Order(WORD, 60, 3, TokenDrawer.greedy()), customer));
    assertEquals(10, customer.tokens);
  }

  private Customer make(String prompt, int frames, TokenDrawer drawer) throws IOException {
    Customer customer = new Customer();
    assertTrue(
        new PieceMaker(model).make(new PieceMaker.Order(prompt, frames, 3, drawer), customer));
    return customer;
  }

  private static double level(float[] audio, int from, int to) {
    double power = 0;
    for (int i = from; i < to; i++) {
      power += audio[i] * audio[i];
    }
    return Math.sqrt(power / (to - from));
  }

  private static double decibels(double factor) {
    return 20 * Math.log10(factor);
  }

  private static final class Customer implements PieceMaker.Customer {
    final List<Float> samples = new ArrayList<>();
    final List<int[][]> batches = new ArrayList<>();
    int[] ids = {};
    int tokens;
    int tokensAtFirstAudio;
    int cancelAtToken = Integer.MAX_VALUE;

    @Override
    public boolean isCancelled() {
      return tokens >= cancelAtToken;
    }

    @Override
    public void progress(int tokensGenerated, int tokensEstimated) {
      tokens = tokensGenerated;
    }

    @Override
    public void tokenized(int[] promptIds) {
      ids = promptIds;
    }

    @Override
    public void composed(int[][] codes) {
      batches.add(codes);
    }

    @Override
    public void audio(float[] block) {
      if (samples.isEmpty()) {
        tokensAtFirstAudio = tokens;
      }
      for (float sample : block) {
        samples.add(sample);
      }
    }

    float[] audio() {
      float[] all = new float[samples.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = samples.get(i);
      }
      return all;
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
