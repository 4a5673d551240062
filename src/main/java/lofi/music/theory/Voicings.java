package lofi.music.theory;

import java.util.ArrayList;
import java.util.List;

/// Every playable way to lay a chord under a pianist's right hand.
///
/// Chords of five tones leave the root to the bass, except those that would be taken for another
/// chord without it: six-nine leaves out its fifth instead, and the dominant with a raised eleventh
/// nothing at all. The limits keep a voicing clear: nothing muddy below, no wide hole, no minor
/// ninth that the chord does not call for (Mark Levine, "The Jazz Piano Book", on rootless
/// voicings).
final class Voicings {
  private static final int FIFTH = 7;
  private static final int NINTH = 14;
  private static final int LOWEST = 51;
  private static final int HIGHEST = 76;
  private static final int HIGHEST_BOTTOM = 62;
  private static final int WIDEST_GAP = 9;
  private static final int CLEAR_ABOVE = 54;

  private final Quality quality;
  private final List<Integer> pitchClasses;
  private final List<int[]> found = new ArrayList<>();

  private Voicings(Chord chord, Hand hand) {
    quality = chord.quality();
    pitchClasses = hand.holdsRoots() ? withRoot(chord) : handful(chord);
  }

  static List<int[]> of(Chord chord, Hand hand) {
    var voicings = new Voicings(chord, hand);
    voicings.extend(new int[voicings.pitchClasses.size()], 0, 0);
    return voicings.found;
  }

  private static List<Integer> handful(Chord chord) {
    List<Integer> tones = chord.quality().tones();
    List<Integer> kept =
        switch (chord.quality()) {
          case SIX_NINE -> tones.stream().filter(tone -> tone != FIFTH).toList();
          case SHARP_11 -> tones;
          default -> tones.size() >= 5 ? tones.subList(1, tones.size()) : tones;
        };
    return pitchClasses(chord, kept);
  }

  /// Four strings: of five tones the fifth stays away, or the ninth where there is no fifth.
  private static List<Integer> withRoot(Chord chord) {
    List<Integer> tones = chord.quality().tones();
    int without = tones.contains(FIFTH) ? FIFTH : NINTH;
    boolean isFull = tones.size() >= 5;
    return pitchClasses(
        chord, isFull ? tones.stream().filter(tone -> tone != without).toList() : tones);
  }

  private static List<Integer> pitchClasses(Chord chord, List<Integer> tones) {
    return tones.stream().map(tone -> (chord.rootPitchClass() + tone) % 12).toList();
  }

  private void extend(int[] voicing, int count, int used) {
    if (count == voicing.length) {
      found.add(voicing.clone());
      return;
    }
    for (int i = 0; i < voicing.length; i++) {
      if ((used & 1 << i) == 0) {
        int low = count == 0 ? LOWEST : voicing[count - 1] + 1;
        voicing[count] = Pitch.atOrAbove(low, pitchClasses.get(i));
        if (isClear(voicing, count)) {
          extend(voicing, count + 1, used | 1 << i);
        }
      }
    }
  }

  private boolean isClear(int[] voicing, int top) {
    if (top == 0) {
      return voicing[0] <= HIGHEST_BOTTOM;
    }
    int below = voicing[top - 1];
    int gap = voicing[top] - below;
    boolean muddy = (gap == 1 && top == 1) || (below < CLEAR_ABOVE && gap < 3);
    return voicing[top] <= HIGHEST && gap <= WIDEST_GAP && !muddy && !hasMinorNinth(voicing, top);
  }

  private boolean hasMinorNinth(int[] voicing, int top) {
    if (quality.toleratesMinorNinths()) {
      return false;
    }
    for (int i = 0; i < top; i++) {
      if (voicing[top] - voicing[i] == 13) {
        return true;
      }
    }
    return false;
  }
}
