package lofi.playback;

import java.io.IOException;
import lofi.audio.PcmSource;

/// Audio by a formula, which may also fail on the way.
final class FakeSource implements PcmSource {
  private static final float[] WAVE = wave();

  /// Writes the samples of one audio frame; it allocates nothing, so that figures mean something.
  private interface Formula {
    void write(long frame, float[] interleaved, int at);
  }

  private final Formula formula;
  private final int sampleRate;
  private final int channels;
  private final long lengthFrames;
  private long failsAtFrame = Long.MAX_VALUE;
  private long position;
  private int timesClosed;

  private FakeSource(int sampleRate, int channels, long lengthFrames, Formula formula) {
    this.formula = formula;
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.lengthFrames = lengthFrames;
  }

  static FakeSource constant(float left, float right, long lengthFrames) {
    return new FakeSource(
        48_000,
        2,
        lengthFrames,
        (_, interleaved, at) -> {
          interleaved[at] = left;
          interleaved[at + 1] = right;
        });
  }

  /// A sine of 100 Hz, smooth enough that every click stands out of it.
  static FakeSource smooth(float amplitude, long lengthFrames) {
    return new FakeSource(
        48_000,
        2,
        lengthFrames,
        (frame, interleaved, at) -> both(interleaved, at, amplitude * WAVE[(int) (frame % 480)]));
  }

  /// Tells by each sample which frame it is.
  static FakeSource counting(long lengthFrames) {
    return new FakeSource(
        48_000,
        2,
        lengthFrames,
        (frame, interleaved, at) -> both(interleaved, at, frame * 0x1p-20f));
  }

  static FakeSource mono(int sampleRate, float value, long lengthFrames) {
    return new FakeSource(
        sampleRate, 1, lengthFrames, (_, interleaved, at) -> interleaved[at] = value);
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
      formula.write(position++, interleaved, i * channels);
    }
    return count;
  }

  @Override
  public void close() {
    timesClosed++;
  }

  private static void both(float[] interleaved, int at, float sample) {
    interleaved[at] = sample;
    interleaved[at + 1] = sample;
  }

  private static float[] wave() {
    var wave = new float[480];
    for (int i = 0; i < wave.length; i++) {
      wave[i] = (float) Math.sin(2 * Math.PI * i / wave.length);
    }
    return wave;
  }
}
