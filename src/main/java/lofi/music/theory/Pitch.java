package lofi.music.theory;

import java.util.List;

/// Pitches as MIDI note numbers, 60 being middle C and 69 the A of 440 Hz.
public final class Pitch {
  private static final List<String> NAMES =
      List.of("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B");

  private Pitch() {}

  /// Twelve-tone equal temperament.
  public static double hertz(double midi) {
    return 440 * StrictMath.pow(2, (midi - 69) / 12);
  }

  /// The frequency ratio of an interval in cents, hundredths of a semitone.
  public static double cents(double cents) {
    return StrictMath.pow(2, cents / 1200);
  }

  /// C is 0, B is 11.
  public static int pitchClass(int midi) {
    return Math.floorMod(midi, 12);
  }

  /// The pitch of class `pitchClass` that lies at or just above `low`.
  public static int atOrAbove(int low, int pitchClass) {
    return low + Math.floorMod(pitchClass - low, 12);
  }

  /// The pitch of class `pitchClass` nearest to `midi`.
  public static int nearest(int midi, int pitchClass) {
    return atOrAbove(midi - 5, pitchClass);
  }

  public static String name(int pitchClass) {
    return NAMES.get(pitchClass);
  }
}
