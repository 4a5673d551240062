package lofi.music;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lofi.music.measure.Form;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// One hears where a section ends.
class FormTest {
  private static final List<RenderedTrack> PIECES = new ArrayList<>();

  @BeforeAll
  static void render() {
    for (int seed = 1; seed <= 4; seed++) {
      PIECES.add(RenderedTrack.of("lofi hip hop, chill", seed, 150));
    }
  }

  private static double barSec(RenderedTrack piece) {
    return 240 / piece.plan().style().bpm();
  }

  private static List<Integer> boundaries(RenderedTrack piece) {
    return piece.plan().sections().stream().map(section -> (int) section.startBeat() / 4).toList();
  }

  /// The median over the pieces.
  private static double contrast(List<float[]> sounds) {
    double[] contrasts = new double[PIECES.size()];
    for (int i = 0; i < contrasts.length; i++) {
      RenderedTrack piece = PIECES.get(i);
      contrasts[i] = new Form(sounds.get(i), barSec(piece)).contrast(boundaries(piece));
    }
    Arrays.sort(contrasts);
    return (contrasts[contrasts.length / 2 - 1] + contrasts[contrasts.length / 2]) / 2;
  }

  @Test
  void sectionsAreToldApart() {
    double contrast = contrast(PIECES.stream().map(RenderedTrack::mono).toList());

    assertTrue(contrast >= 2.5, "contrast " + contrast);
  }

  @Test
  void barsInAnyOrderWouldBeNoticed() {
    double contrast = contrast(PIECES.stream().map(FormTest::shuffled).toList());

    assertTrue(contrast < 2.5, "contrast " + contrast);
  }

  private static float[] shuffled(RenderedTrack piece) {
    float[] mono = piece.mono();
    int bar = (int) (barSec(piece) * 48_000);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; (i + 1) * bar <= mono.length; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(piece.plan().songSeed()));
    float[] shuffled = new float[mono.length];
    for (int at = 0; at < order.size(); at++) {
      System.arraycopy(mono, order.get(at) * bar, shuffled, at * bar, bar);
    }
    return shuffled;
  }
}
