package lofi.playback;

/// What the user would say the player is doing.
public enum PlayerState {
  /// No source is there.
  STOPPED,

  /// A source sounds, or will as soon as its first moments are there.
  PLAYING,

  /// A source is held where it is.
  PAUSED
}
