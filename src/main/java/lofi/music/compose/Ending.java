package lofi.music.compose;

import java.util.List;
import lofi.music.random.RandomStream;
import lofi.music.style.Style;
import lofi.music.style.Trait;

/// How a piece comes to its end.
public enum Ending {
  /// The last chord is held, and its top comes back from farther and farther away.
  ECHOES,
  /// The players slow down into a chord that is rolled from below.
  SLOWING,
  /// Drums and bass leave before the end, and the keys finish note by note.
  KEYS_ALONE,
  /// The motif once more, over the last chord.
  LAST_MOTIF,
  /// Everybody stops on the one, and the chord rings.
  COLD,
  /// They play on while the sound sinks and darkens.
  FADING;

  /// How a song ends when it is a piece of its own.
  public static Ending draw(long songSeed, Style style) {
    if (style.has(Trait.NO_KEYS)) {
      return FADING;
    }
    double sings = style.has(Trait.NO_MELODY) ? 0 : .2;
    double slows = style.has(Trait.OSTINATO) ? 0 : .2;
    return RandomStream.of(songSeed, "ending")
        .pick(List.of(values()), .15, slows, .15, sings, .15, .15);
  }

  /// Whether it needs a bar more than a chord that only rings out.
  public boolean takesItsTime() {
    return this == LAST_MOTIF || this == FADING;
  }
}
