package lofi.music.ambience;

/// A sound without beginning and end.
interface Bed {
  /// Adds the block that begins at `frame` of the song or loop.
  void addTo(float[] left, float[] right, long frame);
}
