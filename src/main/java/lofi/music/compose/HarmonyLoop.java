package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;

/// Four bars of chords that come round again and again.
public record HarmonyLoop(List<ChordSpan> chords) {
  public static final double BEATS = 16;

  public HarmonyLoop {
    chords = List.copyOf(chords);
  }

  /// The loop's chords over `beats` beats from `startBeat`, the last one cut to fit.
  List<ChordSpan> over(double startBeat, double beats) {
    List<ChordSpan> spans = new ArrayList<>();
    for (double lap = 0; lap < beats; lap += BEATS) {
      for (ChordSpan chord : chords) {
        double at = lap + chord.beat();
        if (at < beats) {
          spans.add(chord.at(startBeat + at, Math.min(chord.beats(), beats - at)));
        }
      }
    }
    return spans;
  }

  /// The roots, half bar by half bar, as one text: what makes two loops the same to the ear.
  public String rootPattern(int keyPitchClass) {
    var roots = new StringBuilder();
    for (ChordSpan span : chords) {
      int degree = Math.floorMod(span.chord().rootPitchClass() - keyPitchClass, 12);
      for (double beat = 0; beat < span.beats(); beat += 2) {
        roots.append(degree).append(' ');
      }
    }
    return roots.toString();
  }
}
