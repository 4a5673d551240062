package lofi.playback.output;

/// Takes 48 kHz stereo and sets the pace: writing waits until there is room.
///
/// `write` and the two counts belong to `lofi-audio`; `close` may come from any thread and ends a
/// `write` that waits. When nobody writes, it plays to the end of what it has and then silence.
public interface AudioOutput extends AutoCloseable {
  /// Plays the first `frames` audio frames of `interleaved`, waiting for room as long as it takes.
  ///
  /// @return how many were taken; fewer than asked means that the device is gone
  int write(float[] interleaved, int frames);

  /// How many audio frames were taken and are not heard yet.
  int latencyFrames();

  /// How many audio frames it holds when it is full.
  int capacityFrames();

  @Override
  void close();
}
