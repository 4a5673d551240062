package lofi.music.style;

/// What plays the melody.
public enum LeadVoice {
  VIBES,
  NYLON,
  FELT,
  RHODES,
  MUSIC_BOX,
  SOFT_SQUARE,
  WHISTLE,
  FLUTE,
  SYNTH
}
