package lofi.audio;

import java.io.IOException;

/// A piece of audio that is read from front to back as interleaved 32-bit float samples.
///
/// One thread reads it: a feeder that may wait for a disk or a synthesiser, never the audio thread.
public interface PcmSource extends AutoCloseable {
  /// What `lengthFrames()` answers when the audio has no end.
  long ENDLESS = Long.MAX_VALUE;

  /// What `read` answers when the audio is over.
  int OVER = -1;

  /// Audio frames a second.
  int sampleRate();

  /// 1 for mono, 2 for stereo.
  int channels();

  /// How many audio frames there are from the beginning to the end, or `ENDLESS`.
  long lengthFrames();

  /// Writes up to `frames` audio frames to the front of `interleaved`.
  ///
  /// @return how many were written (at least 1), or `OVER`
  /// @throws IOException when the audio cannot be read any further; the piece ends here
  int read(float[] interleaved, int frames) throws IOException;

  @Override
  void close();
}
