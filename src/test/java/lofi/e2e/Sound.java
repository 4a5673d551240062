package lofi.e2e;

/// A stretch of what the sound card played: interleaved stereo at 48 kHz.
final class Sound {
  static final int SAMPLE_RATE = 48_000;
  static final int CHANNELS = 2;

  /// -60 dBFS: a listener hears nothing below it.
  static final float AUDIBLE = 0.001f;

  /// What a sink plays when nobody feeds it. Music with its tape noise never stays so still.
  private static final float STILL = 1e-6f;

  private static final int STEP_WINDOW_FRAMES = SAMPLE_RATE / 200;
  private static final double CLICK_FACTOR = 12;
  private static final double SMALLEST_CLICK = 0.01;

  private final float[] samples;

  Sound(float[] samples) {
    this.samples = samples;
  }

  int frames() {
    return samples.length / CHANNELS;
  }

  double rms() {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / samples.length);
  }

  /// The longest time without a sound within the stretch, in milliseconds.
  double longestGapMillis() {
    int longest = 0;
    int current = 0;
    for (int frame = 0; frame < frames(); frame++) {
      current = isStill(frame) ? current + 1 : 0;
      longest = Math.max(longest, current);
    }
    return longest * 1000.0 / SAMPLE_RATE;
  }

  private boolean isStill(int frame) {
    return Math.abs(samples[frame * CHANNELS]) < STILL
        && Math.abs(samples[frame * CHANNELS + 1]) < STILL;
  }

  /// How many single steps are far above all around them, as where a waveform is cut.
  int clicks() {
    int clicks = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int begin = 1; begin < frames(); begin += STEP_WINDOW_FRAMES) {
        clicks += hasClick(channel, begin, Math.min(frames(), begin + STEP_WINDOW_FRAMES)) ? 1 : 0;
      }
    }
    return clicks;
  }

  private boolean hasClick(int channel, int begin, int end) {
    double largest = 0;
    double sum = 0;
    for (int frame = begin; frame < end; frame++) {
      double step = Math.abs(sample(channel, frame) - sample(channel, frame - 1));
      largest = Math.max(largest, step);
      sum += step * step;
    }
    double others = Math.sqrt((sum - largest * largest) / Math.max(1, end - begin - 1));
    return largest > SMALLEST_CLICK && largest > CLICK_FACTOR * others;
  }

  private float sample(int channel, int frame) {
    return samples[frame * CHANNELS + channel];
  }

  /// The first audible frame, or -1.
  int firstAudibleFrame() {
    for (int i = 0; i < samples.length; i++) {
      if (Math.abs(samples[i]) >= AUDIBLE) {
        return i / CHANNELS;
      }
    }
    return -1;
  }

  /// The last audible frame, or -1.
  int lastAudibleFrame() {
    for (int i = samples.length - 1; i >= 0; i--) {
      if (Math.abs(samples[i]) >= AUDIBLE) {
        return i / CHANNELS;
      }
    }
    return -1;
  }
}
