package lofi.audio;

/// Changes the sample rate of one channel by any ratio of whole numbers.
///
/// A windowed sinc is cut into phases, one for each place that an output sample can have between
/// two input samples. 96 taps a phase and a Kaiser window keep everything up to 14 kHz of a 32 kHz
/// piece within 0.01 dB, and put aliases 120 dB below it.
///
/// Output is late by `delaySamples` of the input; `ResampledSource` takes that out.
public final class PolyphaseResampler {
  private static final int TAPS = 96;
  private static final double KAISER_BETA = 13.5;

  /// Where the band ends, as a part of the lower Nyquist frequency.
  private static final double BAND = 0.955;

  private final int upBy;
  private final int downBy;
  private final float[][] phases;

  /// The last samples twice over, so that a whole window always lies in one piece.
  private final float[] history = new float[2 * TAPS];

  private int newest;
  private int phase;

  public PolyphaseResampler(int fromRate, int toRate) {
    int common = greatestCommonDivisor(fromRate, toRate);
    this.upBy = toRate / common;
    this.downBy = fromRate / common;
    this.phases = phasesOf(upBy, BAND * Math.min(1.0, (double) toRate / fromRate));
  }

  private PolyphaseResampler(PolyphaseResampler twin) {
    this.upBy = twin.upBy;
    this.downBy = twin.downBy;
    this.phases = twin.phases;
  }

  /// Another one for the next channel; they share the filter and nothing else.
  public PolyphaseResampler twin() {
    return new PolyphaseResampler(this);
  }

  /// How many output samples `inputSamples` can give at most.
  public int roomFor(int inputSamples) {
    return Math.toIntExact((long) inputSamples * upBy / downBy + 1);
  }

  /// How many input samples the output lags behind.
  public static int delaySamples() {
    return TAPS / 2;
  }

  /// Takes every `stride`-th sample of `input` from `offset` on, `samples` in all.
  ///
  /// @return how many samples were written to the front of `output`
  public int process(float[] input, int offset, int stride, int samples, float[] output) {
    int written = 0;
    for (int i = 0; i < samples; i++) {
      push(input[offset + i * stride]);
      for (; phase < upBy; phase += downBy) {
        output[written++] = windowTimes(phases[phase]);
      }
      phase -= upBy;
    }
    return written;
  }

  private void push(float sample) {
    history[newest] = sample;
    history[newest + TAPS] = sample;
    newest = newest + 1 == TAPS ? 0 : newest + 1;
  }

  /// Four sums side by side, because a processor adds them at the same time.
  private float windowTimes(float[] taps) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = 0; i < TAPS; i += 4) {
      a += taps[i] * history[newest + i];
      b += taps[i + 1] * history[newest + i + 1];
      c += taps[i + 2] * history[newest + i + 2];
      d += taps[i + 3] * history[newest + i + 3];
    }
    return (a + b) + (c + d);
  }

  /// @param cutoff as a part of the input's Nyquist frequency
  private static float[][] phasesOf(int count, double cutoff) {
    float[][] phases = new float[count][];
    for (int p = 0; p < count; p++) {
      phases[p] = onePhase((double) p / count, cutoff);
    }
    return phases;
  }

  /// The taps, oldest sample first, for an output that lies `fraction` of a sample after the
  /// middle.
  private static float[] onePhase(double fraction, double cutoff) {
    double[] taps = new double[TAPS];
    double sum = 0;
    for (int i = 0; i < TAPS; i++) {
      double distance = i - (TAPS / 2 - 1) - fraction;
      taps[i] = sinc(cutoff * distance) * kaiser(distance / (TAPS / 2.0));
      sum += taps[i];
    }
    float[] normalised = new float[TAPS];
    for (int i = 0; i < TAPS; i++) {
      normalised[i] = (float) (taps[i] / sum);
    }
    return normalised;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - x * x))) / bessel(KAISER_BETA);
  }

  /// The modified Bessel function of the first kind and order 0, by its power series.
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > 1e-18 * sum; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
