package lofi.music.compose;

import lofi.music.style.Style;
import lofi.music.style.Trait;
import lofi.music.theory.Chord;
import lofi.music.theory.ChordScale;
import lofi.music.theory.Pitch;
import org.jspecify.annotations.Nullable;

/// Chooses a melody's pitches one by one: near the contour, on the chord where it matters, in steps
/// more often than in leaps.
final class MelodicLine {
  private static final int LOWEST = 64;
  private static final int HIGHEST = 84;

  /// How many semitones of the contour a motif's target is worth.
  private static final double LEAN = 1.5;

  private final Style style;
  private final int centre;
  private @Nullable Chord scaledChord;
  private ChordScale scale;
  private int previous;
  private int lastLeap;
  private int wantedPitchClass = -1;

  MelodicLine(Style style, int centre) {
    this.style = style;
    this.centre = centre;
    previous = centre;
    scale = ChordScale.ofKey(style.keyPitchClass(), style.mode());
  }

  /// Forgets the last note, so that a motif sounds as it did the first time.
  void returnToCentre() {
    previous = centre;
    lastLeap = 0;
  }

  /// The next note would like to be of this pitch class; −1 for no wish.
  void leanOn(int pitchClass) {
    wantedPitchClass = pitchClass < 0 ? -1 : Pitch.pitchClass(pitchClass);
  }

  /// @param height semitones above the centre that the contour asks for
  int next(Chord chord, int height, boolean strong, boolean isLong) {
    int wanted = Math.max(LOWEST, Math.min(HIGHEST, centre + height));
    int best = wanted;
    double bestCost = Double.MAX_VALUE;
    for (int pitch = wanted - 6; pitch <= wanted + 6; pitch++) {
      double cost = cost(pitch, wanted, chord, strong, isLong);
      if (cost < bestCost) {
        bestCost = cost;
        best = pitch;
      }
    }
    lastLeap = best - previous;
    previous = best;
    return best;
  }

  /// The next note of the chord's scale above (`direction` 1) or below.
  int scaleStep(Chord chord, int pitch, int direction) {
    int moved = pitch + direction;
    while (!scaleOver(chord).contains(moved)) {
      moved += direction;
    }
    return moved;
  }

  /// The scale that the chord calls for in this key, kept until another chord comes.
  private ChordScale scaleOver(Chord chord) {
    if (!chord.equals(scaledChord)) {
      scaledChord = chord;
      scale = ChordScale.of(chord, style.keyPitchClass(), style.mode());
    }
    return scale;
  }

  private double cost(int pitch, int wanted, Chord chord, boolean strong, boolean isLong) {
    int leap = Math.abs(pitch - previous);
    double cost = .8 * Math.abs(pitch - wanted);
    cost += strong ? strongCost(pitch, chord) : weakCost(pitch, chord);
    cost -= Pitch.pitchClass(pitch) == wantedPitchClass ? LEAN : 0;
    cost += isLong && chord.clashesWith(pitch) ? 6 : 0;
    cost += leap == 0 ? 1.1 : Math.max(0, leap - 5) * .6;
    boolean turnsBack = Integer.signum(pitch - previous) == -Integer.signum(lastLeap) && leap <= 2;
    cost += Math.abs(lastLeap) >= 5 && !turnsBack ? 1 : 0;
    return cost + (pitch < LOWEST || pitch > HIGHEST ? 8 : 0);
  }

  private double strongCost(int pitch, Chord chord) {
    if (chord.contains(pitch)) {
      boolean root = Math.floorMod(pitch - chord.rootPitchClass(), 12) == 0;
      return root ? 1.2 : 0;
    }
    boolean soft =
        isPentatonic(pitch) && scaleOver(chord).contains(pitch) && !chord.clashesWith(pitch);
    return soft ? 1.6 : 6;
  }

  private double weakCost(int pitch, Chord chord) {
    if (chord.contains(pitch)) {
      return .9;
    }
    if (!scaleOver(chord).contains(pitch)) {
      return isInKey(pitch) ? 2.5 : 5;
    }
    if (chord.clashesWith(pitch)) {
      return 1.6;
    }
    if (isPentatonic(pitch)) {
      return 0;
    }
    return isInKey(pitch) ? .2 : 1.2;
  }

  private boolean isPentatonic(int pitch) {
    return style.mode().pentatonic().contains(aboveKey(pitch));
  }

  private boolean isInKey(int pitch) {
    boolean dorianSixth = style.has(Trait.DORIAN) && aboveKey(pitch) == 9;
    return dorianSixth || style.mode().scale().contains(aboveKey(pitch));
  }

  private int aboveKey(int pitch) {
    return Math.floorMod(pitch - style.keyPitchClass(), 12);
  }
}
