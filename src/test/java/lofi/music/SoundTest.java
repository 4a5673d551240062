package lofi.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import lofi.music.dsp.Noise;
import lofi.music.measure.SoundReport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Six pieces of half a minute must lie where finished lofi tracks lie, and damage must show.
class SoundTest {
  private static final int SEEDS = 6;
  private static final List<SoundReport> REPORTS = new ArrayList<>();
  private static RenderedTrack piece = RenderedTrack.of("lofi", 1, 1);

  @BeforeAll
  static void render() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      RenderedTrack track = RenderedTrack.of("lofi hip hop, chill", seed, 30);
      REPORTS.add(track.report());
      if (seed == 1) {
        piece = track;
      }
    }
  }

  private static boolean isLoudAsDeclared(SoundReport report) {
    return Math.abs(report.lufs() + 16) <= .5 && report.truePeakDb() <= -1;
  }

  private static boolean isWhole(SoundReport report) {
    return report.clicks() == 0 && report.silenceSec() <= .5 && report.dc() < 1e-3;
  }

  private static boolean isWideLikeMusic(SoundReport report) {
    return report.correlation() >= .6 && report.correlation() <= .995 && report.sideLowDb() <= -14;
  }

  private static boolean isDarkLikeLofi(SoundReport report) {
    return report.above10k() <= -28 && report.below30() <= -18 && report.tilt() < -4.3;
  }

  private static void everyPiece(Predicate<SoundReport> claim) {
    for (SoundReport report : REPORTS) {
      assertTrue(claim.test(report), report.line());
    }
  }

  @Test
  void everyPieceIsAsLoudAsDeclared() {
    everyPiece(SoundTest::isLoudAsDeclared);
  }

  @Test
  void noPieceClicksFallsSilentOrLeans() {
    everyPiece(SoundTest::isWhole);
  }

  @Test
  void everyPieceIsWideButHoldsTogetherInMono() {
    everyPiece(SoundTest::isWideLikeMusic);
  }

  @Test
  void everyPieceIsDark() {
    everyPiece(SoundTest::isDarkLikeLofi);
  }

  private static void median(
      String name, ToDoubleFunction<SoundReport> value, double low, double high) {
    double[] sorted = REPORTS.stream().mapToDouble(value).sorted().toArray();
    double median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    assertTrue(median >= low && median <= high, name + " " + median);
  }

  @Test
  void thePiecesLieAmongRealTracks() {
    median("crest", SoundReport::crest, 11.5, 18);
    median("low share", SoundReport::lowShare, -4.7, -1);
    median("tilt", SoundReport::tilt, -8.6, -4.7);
    median("roll-off 85 %", SoundReport::rollOff85, 180, 700);
    median("roll-off 95 %", SoundReport::rollOff95, 370, 1_500);
    median("centroid of power", SoundReport::centroidPower, 150, 450);
    median("centroid of magnitude", SoundReport::centroidMagnitude, 600, 2_400);
    median("correlation", SoundReport::correlation, .70, .985);
    median("side", SoundReport::sideDb, -21, -8);
    median("loudness range", SoundReport::range, 2.5, 12);
  }

  /// Changes a sample; gets the channel (0 or 1), its place and its value.
  private interface Damage {
    float at(int channel, int index, float sample);
  }

  private static SoundReport broken(Damage damage) {
    RenderedTrack copy = piece.copy();
    for (int i = 0; i < copy.left().length; i++) {
      copy.left()[i] = damage.at(0, i, piece.left()[i]);
      copy.right()[i] = damage.at(1, i, piece.right()[i]);
    }
    return copy.report();
  }

  @Test
  void aPieceThatIsTooHotWouldBeNoticed() {
    assertFalse(isLoudAsDeclared(broken((channel, i, x) -> Math.max(-1, Math.min(1, 4 * x)))));
  }

  @Test
  void clicksWouldBeNoticed() {
    SoundReport report = broken((channel, i, x) -> i % 60_000 == 100 ? x + .4f : x);

    assertFalse(isWhole(report), report.line());
  }

  @Test
  void aGapWouldBeNoticed() {
    SoundReport report = broken((channel, i, x) -> i > 600_000 && i < 640_000 ? 0 : x);

    assertFalse(isWhole(report), report.line());
  }

  @Test
  void anOffsetWouldBeNoticed() {
    assertFalse(isWhole(broken((channel, i, x) -> x + .02f)));
  }

  @Test
  void monoAndInvertedSidesWouldBeNoticed() {
    RenderedTrack mono = piece.with(piece.mono(), piece.mono());

    assertFalse(isWideLikeMusic(mono.report()));
    assertFalse(isWideLikeMusic(broken((channel, i, x) -> channel == 0 ? x : -piece.left()[i])));
  }

  @Test
  void aBrightHissWouldBeNoticed() {
    SoundReport report = broken((channel, i, x) -> x + .03f * Noise.at(channel, i));

    assertFalse(isDarkLikeLofi(report), report.line());
  }

  @Test
  void aTrackHasExactlyTheLengthThatWasAskedFor() {
    assertEquals(48_000 * 30, piece.left().length);
    assertEquals(48_000 * 5 / 2, RenderedTrack.of("lofi", 3, 2.5).left().length);
  }

  @Test
  void aTrackEndsInSilence() {
    int last = piece.left().length - 1;

    assertTrue(Math.abs(piece.left()[last]) < .001);
    assertTrue(Math.abs(piece.left()[last - 480]) < .02);
  }
}
