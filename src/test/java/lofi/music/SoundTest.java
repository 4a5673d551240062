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
  private static final List<SoundReport> REPORTS = new ArrayList<>();
  private static RenderedTrack piece = RenderedTrack.of("lofi", 1, 1);

  @BeforeAll
  static void render() {
    SixPieces.whole().forEach(track -> REPORTS.add(track.report()));
    piece = SixPieces.whole().getFirst();
  }

  private static boolean isLoudAsDeclared(SoundReport report) {
    return Math.abs(report.lufs() + 16) <= .5 && report.truePeakDb() <= -1;
  }

  private static boolean isWhole(SoundReport report) {
    return report.clicks() == 0 && report.silenceSec() <= .3 && report.dc() < 1e-3;
  }

  private static void everyPiece(Predicate<SoundReport> claim, String what) {
    for (SoundReport report : REPORTS) {
      assertTrue(claim.test(report), what + ": " + report.line());
    }
  }

  @Test
  void everyPieceIsAsLoudAsDeclared() {
    everyPiece(SoundTest::isLoudAsDeclared, "loudness");
  }

  @Test
  void noPieceClicksFallsSilentOrLeans() {
    everyPiece(SoundTest::isWhole, "breaks");
  }

  /// Where every piece must lie.
  private record Window(
      String name, ToDoubleFunction<SoundReport> figure, double low, double high) {
    boolean holds(SoundReport report) {
      return holds(figure.applyAsDouble(report));
    }

    boolean holds(double value) {
      return value >= low && value <= high;
    }
  }

  private static final double NO_LIMIT = Double.NEGATIVE_INFINITY;

  private static final List<Window> WINDOWS =
      List.of(
          new Window("loudness range", SoundReport::range, 2.5, 12),
          new Window("crest", SoundReport::crest, 11.5, 18),
          new Window("tilt", SoundReport::tilt, -8.6, -4.7),
          new Window("roll-off 85 %", SoundReport::rollOff85, 180, 700),
          new Window("roll-off 95 %", SoundReport::rollOff95, 370, 1_500),
          new Window("centroid of power", SoundReport::centroidPower, 150, 450),
          new Window("centroid of magnitude", SoundReport::centroidMagnitude, 600, 2_400),
          new Window("above 10 kHz", SoundReport::above10k, NO_LIMIT, -28),
          new Window("below 30 Hz", SoundReport::below30, NO_LIMIT, -18),
          new Window("correlation", SoundReport::correlation, .70, .985),
          new Window("side", SoundReport::sideDb, -21, -8),
          new Window("side of the lows", SoundReport::sideLowDb, NO_LIMIT, -14));

  /// The one figure of which only the median of the pieces must lie in its window.
  private static final Window LOW_SHARE = new Window("low share", SoundReport::lowShare, -4.7, -1);

  @Test
  void everyPieceLiesAmongRealTracks() {
    for (Window window : WINDOWS) {
      everyPiece(report -> window.holds(report), window.name());
    }
  }

  @Test
  void theirLowsWeighAsMuchAsThoseOfRealTracks() {
    assertTrue(LOW_SHARE.holds(median(LOW_SHARE.figure())), "" + median(LOW_SHARE.figure()));
  }

  private static double median(ToDoubleFunction<SoundReport> figure) {
    double[] sorted = REPORTS.stream().mapToDouble(figure).sorted().toArray();
    return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
  }

  /// What the middle of finished tracks measures, and two thirds of the way from there to their
  /// first and ninth deciles.
  private static final List<Window> MIDDLES =
      List.of(
          new Window("loudness range", SoundReport::range, 4.1, 10.1),
          new Window("crest", SoundReport::crest, 12.7, 16.8),
          new Window("low share", SoundReport::lowShare, -3.8, -1.4),
          new Window("tilt", SoundReport::tilt, -7.9, -5.4),
          new Window("roll-off 85 %", SoundReport::rollOff85, 224, 540),
          new Window("roll-off 95 %", SoundReport::rollOff95, 466, 1_155),
          new Window("centroid of power", SoundReport::centroidPower, 172, 347),
          new Window("centroid of magnitude", SoundReport::centroidMagnitude, 731, 1_800),
          new Window("correlation", SoundReport::correlation, .79, .953),
          new Window("side", SoundReport::sideDb, -18.3, -9.7));

  @Test
  void theMiddleOfThePiecesIsNotAtTheEdgeOfRealTracks() {
    for (Window middle : MIDDLES) {
      double median = median(middle.figure());
      assertTrue(middle.holds(median), middle.name() + " " + median);
    }
  }

  /// Each window is left by at least one piece that is broken in the way it watches for.
  @Test
  void everyWindowWouldNoticeItsDamage() {
    List<SoundReport> damaged =
        List.of(
            broken((channel, i, x) -> x - smooth(channel, i)),
            broken((channel, i, x) -> 8 * (x - before(channel, i))),
            broken((channel, i, x) -> Math.max(-.05f, Math.min(.05f, x))),
            broken((channel, i, x) -> .1f * Noise.at(1, i)),
            broken((channel, i, x) -> x + (channel == 0 ? .1f : -.1f) * slow(i)),
            broken((channel, i, x) -> x + .2f * slow(i)));
    List<Window> all = new ArrayList<>(WINDOWS);
    all.addAll(MIDDLES);
    all.add(LOW_SHARE);
    for (Window window : all) {
      assertTrue(damaged.stream().anyMatch(report -> !window.holds(report)), window.name());
    }
  }

  /// A hum of 20 Hz, too low to be music.
  private static float slow(int i) {
    return (float) Math.sin(2 * Math.PI * 20 * i / 48_000);
  }

  private static float[] channel(int channel) {
    return channel == 0 ? piece.left() : piece.right();
  }

  private static float before(int channel, int i) {
    return i == 0 ? 0 : channel(channel)[i - 1];
  }

  /// The mean over 3 ms: what is left without it has no bass.
  private static float smooth(int channel, int i) {
    float sum = 0;
    for (int j = Math.max(0, i - 72); j < Math.min(channel(channel).length, i + 72); j++) {
      sum += channel(channel)[j] / 144;
    }
    return sum;
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
    SoundReport report = broken((channel, i, x) -> i > 600_000 && i < 616_000 ? 0 : x);

    assertFalse(isWhole(report), report.line());
  }

  @Test
  void anOffsetWouldBeNoticed() {
    assertFalse(isWhole(broken((channel, i, x) -> x + .02f)));
  }

  private static boolean isInEveryWindow(SoundReport report) {
    return WINDOWS.stream().allMatch(window -> window.holds(report));
  }

  @Test
  void monoAndInvertedSidesWouldBeNoticed() {
    RenderedTrack mono = piece.with(piece.mono(), piece.mono());

    assertFalse(isInEveryWindow(mono.report()));
    assertFalse(isInEveryWindow(broken((channel, i, x) -> channel == 0 ? x : -piece.left()[i])));
  }

  @Test
  void aBrightHissWouldBeNoticed() {
    SoundReport report = broken((channel, i, x) -> x + .03f * Noise.at(channel, i));

    assertFalse(isInEveryWindow(report), report.line());
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
