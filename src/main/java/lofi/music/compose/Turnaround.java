package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;
import lofi.music.random.RandomStream;
import lofi.music.theory.Chord;
import lofi.music.theory.Hand;
import lofi.music.theory.Quality;
import lofi.music.theory.VoiceLeading;

/// Changes the end of a stretch of chords so that it leads into what follows: a bar of two and
/// five, or a dominant in the last half bar.
final class Turnaround {
  private static final double BAR = 4;

  private final RandomStream draw;
  private final ChordSpan next;
  private final Hand hand;

  Turnaround(RandomStream draw, ChordSpan next, Hand hand) {
    this.hand = hand;
    this.draw = draw;
    this.next = next;
  }

  /// The chords with another last bar.
  List<ChordSpan> applyTo(List<ChordSpan> chords) {
    return switch (draw.weighted(.4, .3, .3)) {
      case 0 -> withEnding(chords, BAR, List.of(two(), five()));
      case 1 -> withEnding(chords, BAR / 2, List.of(five()));
      default -> withEnding(chords, BAR / 2, List.of(tritone()));
    };
  }

  private boolean goesToMinor() {
    return next.chord().quality().isMinor();
  }

  private Chord two() {
    Quality quality = goesToMinor() ? Quality.HALF_DIMINISHED : Quality.MINOR_9;
    return new Chord(next.chord().rootPitchClass() + 2, quality);
  }

  private Chord five() {
    Quality dark = draw.chance(.5) ? Quality.FLAT_9 : Quality.ALTERED;
    Quality bright = draw.chance(.5) ? Quality.DOMINANT_13 : Quality.NINE_SUS;
    return new Chord(next.chord().rootPitchClass() + 7, goesToMinor() ? dark : bright);
  }

  private Chord tritone() {
    return new Chord(next.chord().rootPitchClass() + 1, Quality.SHARP_11);
  }

  private List<ChordSpan> withEnding(List<ChordSpan> chords, double beats, List<Chord> ending) {
    double from = chords.getLast().endBeat() - beats;
    List<ChordSpan> changed = new ArrayList<>();
    for (ChordSpan span : chords) {
      if (span.beat() < from) {
        changed.add(span.at(span.beat(), Math.min(span.endBeat(), from) - span.beat()));
      }
    }
    double each = beats / ending.size();
    for (int i = 0; i < ending.size(); i++) {
      List<Integer> before = changed.isEmpty() ? next.voicing() : changed.getLast().voicing();
      List<Integer> voicing = VoiceLeading.between(before, ending.get(i), next.voicing(), hand);
      changed.add(new ChordSpan(from + i * each, each, ending.get(i), voicing));
    }
    return changed;
  }
}
