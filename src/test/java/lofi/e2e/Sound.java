package lofi.e2e;

import java.util.Arrays;

/// A stretch of what the sound card played: interleaved stereo at 48 kHz.
final class Sound {
  static final int SAMPLE_RATE = 48_000;
  static final int CHANNELS = 2;

  /// -60 dBFS: a listener hears nothing below it.
  static final float AUDIBLE = 0.001f;

  /// What a sink plays when nobody feeds it. Music with its tape noise never stays so still.
  private static final float STILL = 1e-6f;

  private final float[] samples;

  Sound(float[] samples) {
    this.samples = samples;
  }

  int frames() {
    return samples.length / CHANNELS;
  }

  float left(int frame) {
    return samples[frame * CHANNELS];
  }

  float right(int frame) {
    return samples[frame * CHANNELS + 1];
  }

  /// The same sound from a frame on.
  Sound from(int firstFrame) {
    return new Sound(Arrays.copyOfRange(samples, firstFrame * CHANNELS, samples.length));
  }

  double rms() {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return Math.sqrt(sum / samples.length);
  }

  float peak() {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  /// The longest time without a sound within the stretch, in milliseconds.
  double longestGapMillis() {
    int longest = 0;
    int current = 0;
    for (int frame = 0; frame < frames(); frame++) {
      current = isAbove(STILL, frame) ? 0 : current + 1;
      longest = Math.max(longest, current);
    }
    return longest * 1000.0 / SAMPLE_RATE;
  }

  /// The first audible frame, or -1.
  int firstAudibleFrame() {
    for (int frame = 0; frame < frames(); frame++) {
      if (isAbove(AUDIBLE, frame)) {
        return frame;
      }
    }
    return -1;
  }

  /// The last audible frame, or -1.
  int lastAudibleFrame() {
    for (int frame = frames() - 1; frame >= 0; frame--) {
      if (isAbove(AUDIBLE, frame)) {
        return frame;
      }
    }
    return -1;
  }

  /// For the message of a failed test.
  String describe() {
    return "%.1f s with RMS %.4f, peak %.3f, longest gap %.1f ms"
        .formatted((double) frames() / SAMPLE_RATE, rms(), peak(), longestGapMillis());
  }

  private boolean isAbove(float level, int frame) {
    return Math.abs(left(frame)) >= level || Math.abs(right(frame)) >= level;
  }
}
