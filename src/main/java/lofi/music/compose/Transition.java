package lofi.music.compose;

/// What announces the end of a section.
public enum Transition {
  KICK_DROP,
  GHOST_FILL,
  REVERSED_SWELL,
  LOW_PASS_DIP,
  STOP_TIME
}
