package lofi.music.compose;

/// What can sound in a section.
public enum Layer {
  DRUMS,
  BUSY_HATS,
  KICK,
  BASS,
  KEYS,
  LEAD,
  PAD
}
