package lofi.playback;

/// Gives each feeder a thread to run on.
interface Feeders {
  /// @return wakes the feeder when its deck was let go
  Runnable start(Feeder feeder, boolean isEndless);
}
