package lofi.music.style;

import lofi.music.theory.Hand;

/// How this song's keys are set up: every song owns a slightly different instrument.
///
/// @param brightness 0 to 1: tine level of a Rhodes, hammer hardness of a piano
/// @param bark 0 to 1: how hard the pickup is driven
/// @param detuneCents between the two strings or tines of a note
/// @param movement what turns in the effect box
/// @param register how many semitones above the middle of the keyboard the hands rest
public record KeysSound(
    KeysVoice voice,
    double brightness,
    double bark,
    double detuneCents,
    Movement movement,
    double movementHz,
    double movementDepth,
    double register) {
  public Hand hand() {
    return new Hand(register, voice == KeysVoice.NYLON);
  }

  /// The effect box behind the keys.
  public enum Movement {
    STILL,
    TREMOLO,
    CHORUS,
    PHASER
  }
}
