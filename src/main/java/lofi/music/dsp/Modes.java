package lofi.music.dsp;

import java.util.Arrays;

/// A struck body as a sum of ringing modes: sines that each fade at their own pace.
///
/// What rings longest comes first, so that those that have died away stand together and are left
/// out. Each mode is a two-pole recurrence, `y(n) = 2 r cos(w) y(n−1) − r² y(n−2)` (Mathews and
/// Smith, "Methods for synthesizing very high Q parametrically well behaved two pole filters",
/// 2003). Four modes go through the loop together, so that the processor need not wait for one
/// multiplication after the other.
public final class Modes {
  private static final int TOGETHER = 4;
  private static final double HIGHEST_HZ = .42 * Rate.HZ;

  /// A mode that has fallen so low (−90 dB) is not heard any more: it is lost in the 16 bits that a
  /// note is kept in.
  private static final double INAUDIBLE = 0x1p-15;

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
    int frames = audibleFrames(amplitude, seconds);
    if (hertz > HIGHEST_HZ || frames <= 0) {
      return;
    }
    double angle = 2 * StrictMath.PI * hertz / Rate.HZ;
    double radius = Rate.decay60(seconds);
    int m = placeFor(frames);
    feedback[m] = (float) (2 * radius * StrictMath.cos(angle));
    damping[m] = (float) (radius * radius);
    last[m] = (float) (amplitude * StrictMath.sin(phase - angle) / radius);
    beforeLast[m] = (float) (amplitude * StrictMath.sin(phase - 2 * angle) / (radius * radius));
    framesLeft[m] = frames;
    count++;
  }

  private static int audibleFrames(double amplitude, double seconds) {
    double decades = StrictMath.log10(Math.abs(amplitude) / INAUDIBLE);
    return (int) (decades / 3 * seconds * Rate.HZ);
  }

  /// Makes a place behind the modes that ring longer than `frames`.
  private int placeFor(int frames) {
    makeRoom();
    int place = count;
    while (place > 0 && framesLeft[place - 1] < frames) {
      place--;
    }
    moveBack(feedback, place);
    moveBack(damping, place);
    moveBack(last, place);
    moveBack(beforeLast, place);
    System.arraycopy(framesLeft, place, framesLeft, place + 1, count - place);
    return place;
  }

  private void moveBack(float[] values, int from) {
    System.arraycopy(values, from, values, from + 1, count - from);
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

  /// Adds the next `frames` samples, an even number, to `block`.
  public void addTo(float[] block, int frames) {
    for (int first = 0; first < count && framesLeft[first] > 0; first += TOGETHER) {
      addFour(block, frames, first);
    }
  }

  /// Two samples a turn, so that the last and the one before only change their names.
  private void addFour(float[] block, int frames, int m) {
    float ka = feedback[m], kb = feedback[m + 1], kc = feedback[m + 2], kd = feedback[m + 3];
    float da = damping[m], db = damping[m + 1], dc = damping[m + 2], dd = damping[m + 3];
    float a1 = last[m], b1 = last[m + 1], c1 = last[m + 2], d1 = last[m + 3];
    float a2 = beforeLast[m], b2 = beforeLast[m + 1], c2 = beforeLast[m + 2];
    float d2 = beforeLast[m + 3];
    for (int i = 0; i < frames; i += 2) {
      a2 = ka * a1 - da * a2;
      b2 = kb * b1 - db * b2;
      c2 = kc * c1 - dc * c2;
      d2 = kd * d1 - dd * d2;
      block[i] += (a2 + b2) + (c2 + d2);
      a1 = ka * a2 - da * a1;
      b1 = kb * b2 - db * b1;
      c1 = kc * c2 - dc * c1;
      d1 = kd * d2 - dd * d1;
      block[i + 1] += (a1 + b1) + (c1 + d1);
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
