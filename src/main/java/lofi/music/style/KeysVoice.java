package lofi.music.style;

/// What plays the chords.
public enum KeysVoice {
  RHODES,
  WURLITZER,
  FELT,
  NYLON,
  VIBES
}
