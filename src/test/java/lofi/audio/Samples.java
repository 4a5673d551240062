package lofi.audio;

/// Audio in memory.
public final class Samples implements PcmSource {
  private final float[] samples;
  private final int channels;
  private final int rate;
  private int position;

  public Samples(float[] samples, int channels, int rate) {
    this.samples = samples;
    this.channels = channels;
    this.rate = rate;
  }

  @Override
  public int sampleRate() {
    return rate;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public long lengthFrames() {
    return samples.length / channels;
  }

  @Override
  public int read(float[] interleaved, int frames) {
    int count = Math.min(frames, (samples.length - position) / channels);
    System.arraycopy(samples, position, interleaved, 0, count * channels);
    position += count * channels;
    return count == 0 ? OVER : count;
  }

  @Override
  public void close() {}
}
