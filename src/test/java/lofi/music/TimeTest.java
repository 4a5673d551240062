package lofi.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lofi.music.compose.DrumLane;
import lofi.music.compose.NoteEvent;
import lofi.music.compose.Part;
import lofi.music.compose.SectionComposer;
import lofi.music.compose.SectionKind;
import lofi.music.compose.SongPlan;
import lofi.music.compose.Timing;
import lofi.music.dsp.Noise;
import lofi.music.measure.Flux;
import lofi.music.measure.Strokes;
import lofi.music.measure.Tempo;
import org.junit.jupiter.api.Test;

/// What is heard happens when the plan says so.
class TimeTest {
  private static final int RATE = 48_000;

  /// Fewer strokes than this say little about where they lie.
  private static final int FEWEST = 8;

  /// The strokes on some drums, without those of an ending, which fade.
  private static List<NoteEvent> drums(SongPlan plan, Set<DrumLane> lanes) {
    List<NoteEvent> hits = new ArrayList<>();
    for (var section : plan.sections()) {
      boolean fades = section.kind() == SectionKind.ENDING;
      for (NoteEvent note : SectionComposer.compose(plan, section)) {
        if (!fades && note.part() == Part.DRUMS && lanes.contains(note.lane())) {
          hits.add(note);
        }
      }
    }
    return hits;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  private static boolean hasTempo(float[] mono, double bpm) {
    return Math.abs(Tempo.of(mono) / bpm - 1) <= .005;
  }

  @Test
  void everyPieceHasTheTempoThatItDeclares() {
    for (RenderedTrack piece : SixPieces.whole()) {
      assertTrue(hasTempo(piece.mono(), piece.plan().style().bpm()), piece.plan().style() + "");
    }
  }

  @Test
  void aTapeThatRunsTwoPercentFastWouldBeNoticed() {
    RenderedTrack piece = SixPieces.whole().getFirst();
    float[] mono = piece.mono();
    float[] fast = new float[(int) (mono.length / 1.02)];
    for (int i = 0; i < fast.length; i++) {
      fast[i] = mono[(int) (i * 1.02)];
    }

    assertFalse(hasTempo(fast, piece.plan().style().bpm()));
  }

  private static final Set<DrumLane> CYMBALS =
      Set.of(DrumLane.HAT, DrumLane.OPEN, DrumLane.SHAKER, DrumLane.RIDE);

  /// Where hats on odd sixteenths lie in their eighth, by the sound alone.
  ///
  /// @param assumed the swing by which each hat is looked for, 45 ms to either side
  private static double swing(RenderedTrack piece, double assumed) {
    SongPlan plan = piece.plan();
    double bpm = plan.style().bpm();
    var timing = new Timing(bpm, assumed);
    var flux = new Flux(piece.mono(), 4_000, 11_000, 1_024, 128);
    List<Double> straight = new ArrayList<>();
    List<Double> swung = new ArrayList<>();
    for (NoteEvent hit : drums(plan, CYMBALS)) {
      double eighth = Math.floor(hit.beat() * 2 + 1e-6) / 2;
      double heard =
          flux.beginningNear(timing.seconds(hit.beat(), hit.offsetMillis()), .045)
              - eighth * 60 / bpm;
      boolean odd = Math.abs(hit.beat() - eighth - .25) < .01;
      boolean even = Math.abs(hit.beat() - eighth) < .01;
      if (odd || even) {
        (odd ? swung : straight).add(heard);
      }
    }
    assertTrue(swung.size() >= FEWEST, "too few hats between the eighths: " + swung.size());
    return (median(swung) - median(straight)) / (30 / bpm);
  }

  @Test
  void everyPieceSwingsAsItDeclares() {
    for (RenderedTrack piece : SixPieces.whole()) {
      double declared = piece.plan().style().swing16();
      assertEquals(declared, swing(piece, declared), .01, piece.plan().style() + "");
    }
  }

  @Test
  void aPieceWithoutSwingReadsFiftyPercent() {
    RenderedTrack straight = RenderedTrack.of("boom bap, swing 50", 3, 30);

    assertEquals(.5, swing(straight, .5), .01);
  }

  @Test
  void aPieceThatSwingsOtherwiseWouldBeNoticed() {
    RenderedTrack swung = RenderedTrack.of("boom bap, swing 58", 3, 30);

    assertTrue(Math.abs(swing(swung, .54) - .54) > .01);
  }

  /// How far the median of a drum's strokes lies from where the plan has them, in milliseconds;
  /// strokes on odd sixteenths are left out, as swing moves them.
  private static double lateMillis(
      RenderedTrack piece, float[] drums, DrumLane lane, float[] burst, double low, double high) {
    double smooth = low < 100 ? 2 : 1;
    var strokes = new Strokes(drums, burst, low, high, smooth);
    Timing timing = piece.plan().timing();
    List<Double> heard = new ArrayList<>();
    List<Double> declared = new ArrayList<>();
    for (NoteEvent hit : drums(piece.plan(), Set.of(lane))) {
      boolean onTheGrid = Math.abs(hit.beat() * 2 - Math.rint(hit.beat() * 2)) < .01;
      if (onTheGrid && hit.velocity() > .35) {
        double grid = timing.seconds(hit.beat(), 0);
        double meant = timing.seconds(hit.beat(), hit.offsetMillis());
        heard.add(1000 * (strokes.beginningOf(meant) - grid));
        declared.add(hit.offsetMillis());
      }
    }
    return heard.size() < FEWEST ? 0 : median(heard) - median(declared);
  }

  private static float[] thump() {
    float[] burst = new float[RATE / 5];
    for (int i = 0; i < burst.length; i++) {
      double seconds = (double) i / RATE;
      double turns = 52 * seconds + 90 * .022 * (1 - Math.exp(-seconds / .022));
      burst[i] = (float) (Math.sin(2 * Math.PI * turns) * Math.exp(-seconds / .11));
    }
    return burst;
  }

  private static float[] rattle(double decaySec) {
    float[] burst = new float[RATE / 5];
    for (int i = 0; i < burst.length; i++) {
      burst[i] = (float) (Noise.at(5, i) * Math.exp(-i / (decaySec * RATE)));
    }
    return burst;
  }

  private static double worstLateness(RenderedTrack piece, float[] drums) {
    double kick = lateMillis(piece, drums, DrumLane.KICK, thump(), 30, 400);
    double snare = lateMillis(piece, drums, DrumLane.SNARE, rattle(.055), 250, 5_000);
    double hat = lateMillis(piece, drums, DrumLane.HAT, rattle(.024), 6_000, 11_000);
    return Math.max(Math.abs(kick), Math.max(Math.abs(snare), Math.abs(hat)));
  }

  @Test
  void kickSnareAndHatLieWhereTheFeelPutsThem() {
    for (RenderedTrack drums : SixPieces.drums()) {
      double worst = worstLateness(drums, drums.mono());
      assertTrue(worst <= 2, worst + " ms, " + drums.plan().style());
    }
  }

  @Test
  void drumsThatComeFiveMillisecondsLateWouldBeNoticed() {
    RenderedTrack drums = SixPieces.drums().getFirst();
    float[] late = new float[drums.mono().length];
    System.arraycopy(drums.mono(), 0, late, 240, late.length - 240);

    assertTrue(worstLateness(drums, late) > 2);
  }
}
