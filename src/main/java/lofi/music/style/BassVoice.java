package lofi.music.style;

/// What plays the bass.
public enum BassVoice {
  UPRIGHT,
  ELECTRIC,
  SUB,
  EIGHT_O_EIGHT
}
