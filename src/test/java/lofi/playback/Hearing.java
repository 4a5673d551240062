package lofi.playback;

/// What an ear would say about samples.
final class Hearing {
  private Hearing() {}

  /// How sharply the sound bends at its sharpest place; a click stands out here.
  static float sharpestBend(float[] samples) {
    float sharpest = 0;
    for (int i = 2; i < samples.length; i++) {
      float bend = Math.abs(samples[i] - 2 * samples[i - 1] + samples[i - 2]);
      sharpest = Math.max(sharpest, bend);
    }
    return sharpest;
  }

  static float loudest(float[] samples) {
    float loudest = 0;
    for (float sample : samples) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    return loudest;
  }

  /// The first sample that is not silent, or -1.
  static int beginOf(float[] samples) {
    for (int i = 0; i < samples.length; i++) {
      if (samples[i] != 0) {
        return i;
      }
    }
    return -1;
  }

  /// The sample after the last one that is not silent.
  static int endOf(float[] samples) {
    int end = samples.length;
    while (end > 0 && samples[end - 1] == 0) {
      end--;
    }
    return end;
  }

  /// How many samples the longest silence lasts.
  static int longestSilence(float[] samples) {
    int longest = 0;
    int silent = 0;
    for (float sample : samples) {
      silent = sample == 0 ? silent + 1 : 0;
      longest = Math.max(longest, silent);
    }
    return longest;
  }
}
