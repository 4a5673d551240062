package lofi.music.dsp;

import java.util.Arrays;

/// A struck body as a sum of ringing modes: sines that each fade at their own pace.
///
/// Each mode is a two-pole recurrence, `y(n) = 2 r cos(w) y(n−1) − r² y(n−2)` (Mathews and Smith,
/// "Methods for synthesizing very high Q parametrically well behaved two pole filters", 2003). Four
/// modes go through the loop together, so that the processor need not wait for one multiplication
/// after the other.
public final class Modes {
  private static final int TOGETHER = 4;
  private static final double HIGHEST_HZ = .42 * Rate.HZ;

  /// Modes are over when they have fallen by 90 dB.
  private static final double LIFE = 1.5;

  private float[] feedback = new float[2 * TOGETHER];
  private float[] damping = new float[2 * TOGETHER];
  private float[] last = new float[2 * TOGETHER];
  private float[] beforeLast = new float[2 * TOGETHER];
  private int[] framesLeft = new int[2 * TOGETHER];
  private int count;

  /// Strikes one more mode; what lies too high to be heard cleanly is left out.
  ///
  /// @param seconds how long it takes to fall by 60 dB
  /// @param phase in radians
  public void strike(double hertz, double amplitude, double seconds, double phase) {
    if (hertz > HIGHEST_HZ || amplitude == 0) {
      return;
    }
    makeRoom();
    double angle = 2 * StrictMath.PI * hertz / Rate.HZ;
    double radius = Rate.decay60(seconds);
    feedback[count] = (float) (2 * radius * StrictMath.cos(angle));
    damping[count] = (float) (radius * radius);
    last[count] = (float) (amplitude * StrictMath.sin(phase - angle) / radius);
    beforeLast[count] = (float) (amplitude * StrictMath.sin(phase - 2 * angle) / (radius * radius));
    framesLeft[count] = (int) (LIFE * seconds * Rate.HZ);
    count++;
  }

  private void makeRoom() {
    if (count == feedback.length) {
      feedback = Arrays.copyOf(feedback, 2 * count);
      damping = Arrays.copyOf(damping, 2 * count);
      last = Arrays.copyOf(last, 2 * count);
      beforeLast = Arrays.copyOf(beforeLast, 2 * count);
      framesLeft = Arrays.copyOf(framesLeft, 2 * count);
    }
  }

  /// Adds the next `frames` samples to `block`.
  public void addTo(float[] block, int frames) {
    for (int first = 0; first < count; first += TOGETHER) {
      if (isAudible(first)) {
        addFour(block, frames, first);
      }
    }
  }

  private boolean isAudible(int first) {
    int longest = 0;
    for (int i = first; i < first + TOGETHER; i++) {
      longest = Math.max(longest, framesLeft[i]);
    }
    return longest > 0;
  }

  private void addFour(float[] block, int frames, int m) {
    float ka = feedback[m], kb = feedback[m + 1], kc = feedback[m + 2], kd = feedback[m + 3];
    float da = damping[m], db = damping[m + 1], dc = damping[m + 2], dd = damping[m + 3];
    float a1 = last[m], b1 = last[m + 1], c1 = last[m + 2], d1 = last[m + 3];
    float a2 = beforeLast[m], b2 = beforeLast[m + 1], c2 = beforeLast[m + 2];
    float d2 = beforeLast[m + 3];
    for (int i = 0; i < frames; i++) {
      float a = ka * a1 - da * a2;
      float b = kb * b1 - db * b2;
      float c = kc * c1 - dc * c2;
      float d = kd * d1 - dd * d2;
      a2 = a1;
      b2 = b1;
      c2 = c1;
      d2 = d1;
      a1 = a;
      b1 = b;
      c1 = c;
      d1 = d;
      block[i] += (a + b) + (c + d);
    }
    keep(m, a1, a2, frames);
    keep(m + 1, b1, b2, frames);
    keep(m + 2, c1, c2, frames);
    keep(m + 3, d1, d2, frames);
  }

  private void keep(int m, float newest, float older, int frames) {
    last[m] = newest;
    beforeLast[m] = older;
    framesLeft[m] -= frames;
  }
}
