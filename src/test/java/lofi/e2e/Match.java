package lofi.e2e;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.lang.management.ManagementFactory;

/// How closely what was heard follows what was composed. Any gap, click, jump or repeat in between
/// makes a large error.
///
/// @param lagFrames by how much the composed piece begins later than what was heard, in frames
/// @param gain how loud it was heard
/// @param largestError the largest difference of a sample from the composed one at that gain
/// @param firstErrorSec when the two first part, in seconds from the beginning of what was heard
record Match(int lagFrames, double gain, double largestError, double firstErrorSec) {
  private static final int WINDOW_FRAMES = 4096;

  /// The sound card takes 16 bits, with noise-shaped dither: a few of their steps.
  private static final double ERROR = 3e-4;

  /// Fails unless all of it was heard as it was composed.
  ///
  /// On a machine with far more to do than it has cores, the sound server itself may come too late:
  /// then a difference proves nothing, and the test is given up instead.
  void mustBeExact(Sound heard) {
    if (largestError >= ERROR) {
      assumeFalse(isMachineBusy(), () -> "The machine is too busy to tell: " + this);
      fail(this + ", " + heard.describe());
    }
  }

  private static boolean isMachineBusy() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system.getSystemLoadAverage() > 1.5 * system.getAvailableProcessors();
  }

  /// Looks for the beginning of `heard` in the first `searchFrames` of `composed`, which has to be
  /// that much longer.
  static Match of(Sound heard, Sound composed, int searchFrames) {
    int lag = lag(heard, composed, searchFrames);
    double gain = gain(heard, composed, lag, 0, WINDOW_FRAMES);
    double largest = 0;
    int firstError = heard.frames();
    for (int frame = heard.frames() - 1; frame >= 0; frame--) {
      double error = error(heard, composed, lag, gain, frame);
      largest = Math.max(largest, error);
      firstError = error > ERROR ? frame : firstError;
    }
    return new Match(lag, gain, largest, (double) firstError / Sound.SAMPLE_RATE);
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

  private static double error(Sound heard, Sound composed, int lag, double gain, int frame) {
    double left = heard.left(frame) - gain * composed.left(frame + lag);
    double right = heard.right(frame) - gain * composed.right(frame + lag);
    return Math.max(Math.abs(left), Math.abs(right));
  }
}
