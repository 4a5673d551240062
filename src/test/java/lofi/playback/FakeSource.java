package lofi.playback;

import java.io.IOException;
import java.util.function.LongFunction;
import lofi.audio.PcmSource;

/// Audio by a formula, which may also fail on the way.
final class FakeSource implements PcmSource {
  private final LongFunction<float[]> frameAt;
  private final int sampleRate;
  private final int channels;
  private final long lengthFrames;
  private long failsAtFrame = Long.MAX_VALUE;
  private long position;
  private int timesClosed;

  private FakeSource(int sampleRate, long lengthFrames, LongFunction<float[]> frameAt) {
    this.frameAt = frameAt;
    this.sampleRate = sampleRate;
    this.channels = frameAt.apply(0).length;
    this.lengthFrames = lengthFrames;
  }

  static FakeSource constant(float left, float right, long lengthFrames) {
    return new FakeSource(48_000, lengthFrames, _ -> new float[] {left, right});
  }

  /// A sine of 100 Hz, smooth enough that every click stands out of it.
  static FakeSource smooth(float amplitude, long lengthFrames) {
    return new FakeSource(48_000, lengthFrames, frame -> both(amplitude * sine(100, frame)));
  }

  /// Tells by each sample which frame it is.
  static FakeSource counting(long lengthFrames) {
    return new FakeSource(48_000, lengthFrames, frame -> both(frame * 0x1p-20f));
  }

  static FakeSource mono(int sampleRate, float value, long lengthFrames) {
    return new FakeSource(sampleRate, lengthFrames, _ -> new float[] {value});
  }

  FakeSource failingAt(long frame) {
    failsAtFrame = frame;
    return this;
  }

  int timesClosed() {
    return timesClosed;
  }

  @Override
  public int sampleRate() {
    return sampleRate;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public long lengthFrames() {
    return lengthFrames;
  }

  @Override
  public int read(float[] interleaved, int frames) throws IOException {
    if (position == lengthFrames) {
      return OVER;
    }
    if (position >= failsAtFrame) {
      throw new IOException("the disk is gone");
    }
    int count = (int) Math.min(frames, Math.min(lengthFrames, failsAtFrame) - position);
    for (int i = 0; i < count; i++) {
      System.arraycopy(frameAt.apply(position++), 0, interleaved, i * channels, channels);
    }
    return count;
  }

  @Override
  public void close() {
    timesClosed++;
  }

  private static float[] both(float sample) {
    return new float[] {sample, sample};
  }

  private static float sine(double hz, long frame) {
    return (float) Math.sin(2 * Math.PI * hz * frame / 48_000);
  }
}
