package lofi.music;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lofi.music.compose.ChordSpan;
import lofi.music.compose.SectionComposer;
import lofi.music.compose.SongPlan;
import lofi.music.measure.Chroma;
import lofi.music.random.RandomStream;
import lofi.music.theory.Chord;
import org.junit.jupiter.api.Test;

/// The chords that the plan declares are the chords that sound.
class HarmonyHeardTest {
  private static final double ROOTS = .85;

  /// What is shorter is mostly the chord before, ringing on.
  private static final double SHORTEST_SEC = 1;

  /// How well the chords of pieces are heard.
  ///
  /// @param roots how many spans sound most like a chord on the declared root
  /// @param energy the mean share of sound on the declared tones
  private record Heard(double roots, double energy) {
    boolean isRight() {
      return roots >= ROOTS && energy >= .72;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "roots %.3f, energy %.3f", roots, energy);
    }
  }

  /// Changes a declared chord: the identity, or damage.
  private interface Change {
    Chord of(Chord chord);
  }

  private static Heard listen(Change change) {
    int right = 0;
    List<Double> shares = new ArrayList<>();
    for (RenderedTrack piece : SixPieces.whole()) {
      var chroma = new Chroma(piece.mono());
      for (ChordSpan span : chords(piece.plan())) {
        double from = piece.plan().timing().seconds(span.beat(), 0);
        double to = from + span.beats() * 60 / piece.plan().style().bpm();
        if (to - from >= SHORTEST_SEC) {
          Chord chord = change.of(span.chord());
          List<Integer> tones = chord.quality().tones();
          double[] classes = chroma.between(from + .1, to - .1);
          right += Chroma.fitsBest(classes, chord.rootPitchClass(), tones) ? 1 : 0;
          shares.add(Chroma.share(classes, chord.rootPitchClass(), tones));
        }
      }
    }
    double energy = shares.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    return new Heard((double) right / shares.size(), energy);
  }

  private static List<ChordSpan> chords(SongPlan plan) {
    List<ChordSpan> chords = new ArrayList<>();
    plan.sections().forEach(section -> chords.addAll(SectionComposer.chords(plan, section)));
    return chords;
  }

  @Test
  void theDeclaredChordsAreHeard() {
    Heard heard = listen(chord -> chord);

    assertTrue(heard.isRight(), heard.toString());
  }

  @Test
  void wrongNotesWouldBeNoticed() {
    RandomStream draw = RandomStream.of(1, "damage");
    Heard broken =
        listen(chord -> new Chord(chord.rootPitchClass() + 1 + draw.below(11), chord.quality()));

    assertFalse(broken.isRight(), broken.toString());
  }

  @Test
  void everyFourthChordWrongWouldBeNoticed() {
    RandomStream draw = RandomStream.of(2, "damage");
    Heard broken =
        listen(chord ->
            draw.chance(.25) ? new Chord(chord.rootPitchClass() + 1, chord.quality()) : chord);

    assertFalse(broken.isRight(), broken.toString());
  }
}
