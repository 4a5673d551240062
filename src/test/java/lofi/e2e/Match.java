package lofi.e2e;

/// How closely what was heard follows what was composed. Any gap, click, jump or repeat in between
/// makes a large error.
///
/// @param lagFrames by how much the composed piece begins later than what was heard, in frames
/// @param gain how loud it was heard
/// @param largestError the largest difference of a sample from the composed one at that gain
record Match(int lagFrames, double gain, double largestError) {
  private static final int WINDOW_FRAMES = 4096;

  /// Looks for the beginning of `heard` in the first `searchFrames` of `composed`, which has to be
  /// that much longer.
  static Match of(Sound heard, Sound composed, int searchFrames) {
    int lag = lag(heard, composed, searchFrames);
    double gain = gain(heard, composed, lag, 0, heard.frames());
    return new Match(lag, gain, largestError(heard, composed, lag, gain));
  }

  /// As `of`, from the first 85 ms of `heard` alone.
  static int lag(Sound heard, Sound composed, int searchFrames) {
    int lag = 0;
    double best = Double.NEGATIVE_INFINITY;
    for (int candidate = 0; candidate < searchFrames; candidate++) {
      double likeness = likeness(heard, composed, candidate, WINDOW_FRAMES);
      if (likeness > best) {
        best = likeness;
        lag = candidate;
      }
    }
    return lag;
  }

  /// The part of the power of `composed` that `heard` explains, between -1 and 1.
  private static double likeness(Sound heard, Sound composed, int lag, int frames) {
    double product = 0;
    double power = 0;
    for (int frame = 0; frame < frames; frame++) {
      double sample = composed.left(frame + lag);
      product += heard.left(frame) * sample;
      power += sample * sample;
    }
    return product / Math.sqrt(power + 1e-12);
  }

  /// How loud a part of `heard` is.
  static double gain(Sound heard, Sound composed, int lag, int begin, int end) {
    double product = 0;
    double power = 0;
    for (int frame = begin; frame < end; frame++) {
      double sample = composed.left(frame + lag);
      product += heard.left(frame) * sample;
      power += sample * sample;
    }
    return product / power;
  }

  private static double largestError(Sound heard, Sound composed, int lag, double gain) {
    double largest = 0;
    for (int frame = 0; frame < heard.frames(); frame++) {
      largest = Math.max(largest, Math.abs(heard.left(frame) - gain * composed.left(frame + lag)));
      largest =
          Math.max(largest, Math.abs(heard.right(frame) - gain * composed.right(frame + lag)));
    }
    return largest;
  }
}
