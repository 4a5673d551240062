package lofi.music;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import lofi.generation.StemGains;
import lofi.music.measure.SoundReport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Pieces differ, in sound and in notes, as finished tracks do.
class VarietyTest {
  private static final String PROMPT = "lofi hip hop, chill, mellow piano, vinyl crackle";
  private static final int SEEDS = 24;
  private static final double ENOUGH = .6;

  private static final List<SoundReport> SOUNDS = new ArrayList<>();
  private static final List<double[]> PIECES = new ArrayList<>();

  /// What finished tracks measure: the 10th and the 90th percentile.
  private record Real(
      String name, ToDoubleFunction<SoundReport> figure, boolean octaves, double p10, double p90) {
    /// Which share of their span these pieces cover.
    double covered(List<SoundReport> reports) {
      double[] sorted = reports.stream().mapToDouble(figure).sorted().toArray();
      double low = sorted[(int) Math.round(.1 * (sorted.length - 1))];
      double high = sorted[(int) Math.round(.9 * (sorted.length - 1))];
      return octaves ? Math.log(high / low) / Math.log(p90 / p10) : (high - low) / (p90 - p10);
    }
  }

  private static final List<Real> REAL =
      List.of(
          new Real("roll-off 85 %", SoundReport::rollOff85, true, 186, 698),
          new Real("centroid of power", SoundReport::centroidPower, true, 155, 443),
          new Real("centroid of magnitude", SoundReport::centroidMagnitude, true, 608, 2_352),
          new Real("tilt", SoundReport::tilt, false, -8.5, -4.8),
          new Real("low share", SoundReport::lowShare, false, -4.6, -1),
          new Real("crest", SoundReport::crest, false, 11.6, 17.8),
          new Real("correlation", SoundReport::correlation, false, .74, .98),
          new Real("side", SoundReport::sideDb, false, -21, -8));

  @BeforeAll
  static void compose() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      SOUNDS.add(RenderedTrack.of(PROMPT, seed, 30).report());
    }
    for (int seed = 1; seed <= 100; seed++) {
      PIECES.add(vector("lofi", seed));
    }
  }

  private static double[] vector(String prompt, long seed) {
    var renderer = new TrackRenderer(prompt, seed, 16);
    return PieceVector.of(RenderedTrack.of(renderer, 1, new StemGains()));
  }

  /// The figures in which pieces are more alike than tracks are.
  private static List<String> tooNarrow(List<SoundReport> reports) {
    return REAL.stream()
        .filter(real -> real.covered(reports) < ENOUGH)
        .map(real -> String.format(Locale.ROOT, "%s %.2f", real.name(), real.covered(reports)))
        .toList();
  }

  @Test
  void piecesSoundAsDifferentAsFinishedTracks() {
    assertTrue(tooNarrow(SOUNDS).isEmpty(), tooNarrow(SOUNDS).toString());
  }

  @Test
  void piecesOfOnePaletteWouldBeNoticed() {
    List<SoundReport> alike = new ArrayList<>();
    for (int seed = 1; alike.size() < 6; seed++) {
      var renderer = new TrackRenderer(PROMPT, seed, 30);
      if (renderer.plan().style().palette() == lofi.music.style.Palette.BEDROOM_TAPE) {
        alike.add(RenderedTrack.of(renderer, 1, new StemGains()).report());
      }
    }

    assertTrue(tooNarrow(alike).size() >= 4, tooNarrow(alike).toString());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /// How far a piece lies from its nearest neighbour, as a share of how far any two lie apart: both
  /// as medians.
  private static double loneliness(List<double[]> pieces) {
    List<double[]> standard = PieceVector.standardised(pieces);
    List<Double> all = new ArrayList<>();
    List<Double> nearest = new ArrayList<>();
    for (int i = 0; i < standard.size(); i++) {
      double least = Double.MAX_VALUE;
      for (int j = 0; j < standard.size(); j++) {
        if (i != j) {
          double distance = PieceVector.distance(standard.get(i), standard.get(j));
          all.add(distance);
          least = Math.min(least, distance);
        }
      }
      nearest.add(least);
    }
    return median(nearest) / median(all);
  }

  @Test
  void noPieceHasATwinAmongAHundred() {
    double loneliness = loneliness(PIECES);

    assertTrue(loneliness >= .5, "nearest / median " + loneliness);
  }

  @Test
  void piecesInANewKeyWouldBeNoticedAsTwins() {
    List<double[]> twins = new ArrayList<>(PIECES.subList(0, 50));
    for (double[] piece : PIECES.subList(0, 50)) {
      twins.add(PieceVector.inAnotherKey(piece));
    }

    assertTrue(loneliness(twins) < .5, "nearest / median " + loneliness(twins));
  }

  /// How well two heaps hold together: 1 far apart, 0 one heap (Rousseeuw's silhouette, 1987).
  private static double silhouette(List<double[]> one, List<double[]> other) {
    List<double[]> all = new ArrayList<>(one);
    all.addAll(other);
    List<double[]> standard = PieceVector.standardised(all);
    double sum = 0;
    for (int i = 0; i < standard.size(); i++) {
      double[] own = {0, 0};
      for (int j = 0; j < standard.size(); j++) {
        boolean same = i < one.size() == j < one.size();
        own[same ? 0 : 1] += PieceVector.distance(standard.get(i), standard.get(j));
      }
      int mates = (i < one.size() ? one.size() : other.size()) - 1;
      double within = own[0] / mates;
      double across = own[1] / (standard.size() - 1 - mates);
      sum += (across - within) / Math.max(across, within);
    }
    return sum / standard.size();
  }

  @Test
  void rainAndSummerLieApart() {
    List<double[]> rain = new ArrayList<>();
    List<double[]> summer = new ArrayList<>();
    for (int seed = 1; seed <= 12; seed++) {
      rain.add(vector("rainy night", seed));
      summer.add(vector("sunny summer beach", seed));
    }
    double apart = silhouette(rain, summer);

    assertTrue(apart > .1, "silhouette " + apart);
    assertFalse(silhouette(mixed(rain, summer, 0), mixed(rain, summer, 1)) > .1);
  }

  /// Every second piece of both: what a composer that is deaf to its prompt would make.
  private static List<double[]> mixed(List<double[]> rain, List<double[]> summer, int first) {
    List<double[]> mixed = new ArrayList<>();
    for (int i = first; i < rain.size(); i += 2) {
      Collections.addAll(mixed, rain.get(i), summer.get(i));
    }
    return mixed;
  }

  @Test
  void theVectorKnowsAPieceAgain() {
    assertTrue(Arrays.equals(vector("lofi", 1), PIECES.getFirst()));
  }
}
