package lofi.music.synth;

import lofi.music.dsp.Modes;
import lofi.music.dsp.Noise;
import lofi.music.dsp.Rate;
import lofi.music.dsp.Silence;
import lofi.music.theory.Pitch;

/// A nylon string: what a pluck leaves runs round a loop that is as long as one period.
///
/// Karplus and Strong, "Digital Synthesis of Plucked-String and Drum Timbres" (1983), with the pick
/// position, loss filter and tuning of Jaffe and Smith, "Extensions of the Karplus-Strong
/// Plucked-String Algorithm" (1983). The body is three broad resonances.
final class PluckedString implements Tone {
  private static final double PICK = .18;

  /// How much of a pluck is noise.
  private static final double NOISE = .35;

  private final float[] loop;
  private final float loss;
  private final float dullness;
  private final float tuning;
  private final Modes body = new Modes();
  private final Attack attack = new Attack(1.6);
  private int at;
  private float previous;
  private float allpassIn;
  private float allpassOut;

  PluckedString(int pitch, double velocity, double brightness, double seconds) {
    double hertz = Pitch.hertz(pitch);
    double angle = 2 * StrictMath.PI * hertz / Rate.HZ;
    dullness = (float) (.5 - .14 * brightness);
    double period = Rate.HZ / hertz - filterDelay(dullness, angle);
    int whole = (int) (period - .4);
    loop = new float[whole];
    tuning = allpassFor(period - whole, angle);
    double ring = Math.max(.7, Math.min(5, seconds * StrictMath.pow(196 / hertz, .5)));
    loss = (float) StrictMath.pow(10, -3 / (hertz * ring));
    pluck(pitch, Math.min(.9, .2 + .45 * brightness * (.5 + velocity)));
    soften(Rate.onePole(hertz * (2.5 + 9 * velocity * (.2 + brightness))));
    body.strike(102, .05 * velocity, .12, 0);
    body.strike(204, .06 * velocity, .09, 0);
    body.strike(411, .03 * velocity, .06, 0);
  }

  /// How long the loss filter holds a wave back, in samples, at the string's own pitch.
  private static double filterDelay(double dullness, double angle) {
    double imaginary = dullness * StrictMath.sin(angle);
    double real = 1 - dullness + dullness * StrictMath.cos(angle);
    return StrictMath.atan2(imaginary, real) / angle;
  }

  /// The allpass coefficient whose delay at `angle` is exactly `delay` samples.
  private static float allpassFor(double delay, double angle) {
    double up = StrictMath.sin((1 - delay) * angle / 2);
    double down = StrictMath.sin((1 + delay) * angle / 2);
    return (float) (up / down);
  }

  /// Pulls the string aside at `PICK` and lets it go: a triangle as the finger leaves it, with some
  /// of its slope, which is what a nail leaves, and a little of the finger's own noise.
  ///
  /// @param nail 0 for a fingertip, 1 for a nail
  private void pluck(int seed, double nail) {
    int pick = Math.max(1, (int) (loop.length * PICK));
    float noise = 0;
    for (int i = 0; i < loop.length; i++) {
      boolean before = i < pick;
      double shape = before ? (double) i / pick : (double) (loop.length - i) / (loop.length - pick);
      double slope = before ? 1 : -PICK / (1 - PICK);
      noise += .2f * (Noise.at(seed * 77, i) - noise);
      loop[i] = (float) ((1 - nail) * (2 * shape - 1) + nail * slope + NOISE * noise);
    }
  }

  /// Two low-pass filters in a row, which go round the loop until they have forgotten how it began.
  private void soften(float smooth) {
    float low = 0;
    float lower = 0;
    float mean = 0;
    for (int i = 0; i < 2 * loop.length; i++) {
      int at = i % loop.length;
      low += smooth * (loop[at] - low);
      lower += smooth * (low - lower);
      if (i >= loop.length) {
        loop[at] = lower;
        mean += lower / loop.length;
      }
    }
    level(mean);
  }

  /// Every pluck is as strong as every other; velocity decides at the mixer.
  private void level(float mean) {
    float power = 0;
    for (int i = 0; i < loop.length; i++) {
      loop[i] -= mean;
      power += loop[i] * loop[i];
    }
    float gain = (float) (.22 / Math.sqrt(power / loop.length + 1e-9));
    for (int i = 0; i < loop.length; i++) {
      loop[i] *= gain;
    }
  }

  @Override
  public void render(float[] block, int frames) {
    Silence.fill(block, frames);
    vibrate(block, frames);
    body.addTo(block, frames);
    attack.apply(block, frames);
  }

  private void vibrate(float[] block, int frames) {
    float z = previous;
    float x1 = allpassIn;
    float y1 = allpassOut;
    int p = at;
    for (int i = 0; i < frames; i++) {
      float s = loop[p];
      float y = loss * ((1 - dullness) * s + dullness * z);
      z = s;
      float tuned = tuning * (y - y1) + x1;
      x1 = y;
      y1 = tuned;
      loop[p] = tuned;
      block[i] += s;
      p = p + 1 == loop.length ? 0 : p + 1;
    }
    previous = z;
    allpassIn = x1;
    allpassOut = y1;
    at = p;
  }
}
