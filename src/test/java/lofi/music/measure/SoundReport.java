package lofi.music.measure;

import java.util.Locale;
import lofi.audio.PowerSpectrum;

/// What a piece sounds like, in the figures that real lofi tracks were measured by.
///
/// @param clicks places where the waveform breaks
/// @param silenceSec the longest run of 10 ms blocks below −60 dBFS
public record SoundReport(
    double lufs,
    double truePeakDb,
    double range,
    double crest,
    double lowShare,
    double tilt,
    double rollOff85,
    double rollOff95,
    double centroidPower,
    double centroidMagnitude,
    double above10k,
    double below30,
    double correlation,
    double sideDb,
    double sideLowDb,
    double dc,
    int clicks,
    double silenceSec) {
  private static final double RATE = 48_000;
  private static final int SIZE = 8_192;

  public static SoundReport of(float[] left, float[] right) {
    float[] mid = combine(left, right, 1);
    float[] side = combine(left, right, -1);
    double[] welch = Welch.power(mid, SIZE);
    return new SoundReport(
        Loudness.integrated(left, right),
        20 * Math.log10(Math.max(truePeak(left), truePeak(right))),
        Loudness.range(left, right),
        crest(left, right),
        share(welch, 30, 150),
        tilt(welch),
        rollOff(welch, .85),
        rollOff(welch, .95),
        centroidPower(welch),
        centroidMagnitude(mid),
        share(welch, 10_000, 24_000),
        share(welch, 0, 30),
        correlation(left, right),
        10 * Math.log10(power(side) / power(mid)),
        10 * Math.log10(power(low(side)) / power(low(mid))),
        Math.max(Math.abs(mean(left)), Math.abs(mean(right))),
        clicks(left) + clicks(right),
        silence(left, right));
  }

  static float[] combine(float[] left, float[] right, int sign) {
    float[] out = new float[left.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (left[i] + sign * right[i]) / 2;
    }
    return out;
  }

  private static double power(float[] x) {
    double sum = 1e-15;
    for (float v : x) {
      sum += (double) v * v;
    }
    return sum / x.length;
  }

  private static double mean(float[] x) {
    double sum = 0;
    for (float v : x) {
      sum += v;
    }
    return sum / x.length;
  }

  private static double crest(float[] left, float[] right) {
    double peak = 1e-9;
    for (int i = 0; i < left.length; i++) {
      peak = Math.max(peak, Math.max(Math.abs(left[i]), Math.abs(right[i])));
    }
    return 20 * Math.log10(peak / Math.sqrt((power(left) + power(right)) / 2));
  }

  private static double hertz(int bin) {
    return bin * RATE / SIZE;
  }

  private static double share(double[] welch, double low, double high) {
    double inside = 1e-15;
    double all = 1e-12;
    for (int i = 1; i < welch.length; i++) {
      all += welch[i];
      inside += hertz(i) >= low && hertz(i) < high ? welch[i] : 0;
    }
    return 10 * Math.log10(inside / all);
  }

  private static double rollOff(double[] welch, double share) {
    double all = 0;
    for (double p : welch) {
      all += p;
    }
    double sum = 0;
    for (int i = 0; i < welch.length; i++) {
      sum += welch[i];
      if (sum >= share * all) {
        return hertz(i);
      }
    }
    return RATE / 2;
  }

  private static double centroidPower(double[] welch) {
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < welch.length; i++) {
      sum += welch[i];
      weighted += welch[i] * hertz(i);
    }
    return weighted / sum;
  }

  /// The slope of a straight line through third-octave levels from 90 Hz to 6 kHz.
  private static double tilt(double[] welch) {
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    int n = 0;
    for (double centre = 90; centre <= 6_000; centre *= Math.pow(2, 1 / 3.0)) {
      double sum = 1e-15;
      for (int i = 1; i < welch.length; i++) {
        boolean inBand =
            hertz(i) >= centre * Math.pow(2, -1 / 6.0) && hertz(i) < centre * Math.pow(2, 1 / 6.0);
        sum += inBand ? welch[i] : 0;
      }
      // A mean level, so that white noise has no tilt.
      double level = 10 * Math.log10(sum / centre) + 10 * Math.log10(90);
      double octave = Math.log(centre / 90) / Math.log(2);
      sx += octave;
      sy += level;
      sxx += octave * octave;
      sxy += octave * level;
      n++;
    }
    return (n * sxy - sx * sy) / (n * sxx - sx * sx);
  }

  private static double centroidMagnitude(float[] mid) {
    var spectrum = new PowerSpectrum(2_048);
    int frames = (mid.length - 2_048) / 1_024;
    double[] sums = new double[frames];
    double[] centroids = new double[frames];
    double loudest = 0;
    for (int f = 0; f < frames; f++) {
      double[] power = spectrum.at(mid, f * 1_024);
      double weighted = 0;
      for (int i = 0; i < power.length; i++) {
        double magnitude = Math.sqrt(power[i]);
        sums[f] += magnitude;
        weighted += magnitude * i * RATE / 2_048;
      }
      centroids[f] = weighted / (sums[f] + 1e-12);
      loudest = Math.max(loudest, sums[f]);
    }
    double total = 0;
    int n = 0;
    for (int f = 0; f < frames; f++) {
      if (sums[f] > .02 * loudest) {
        total += centroids[f];
        n++;
      }
    }
    return total / Math.max(1, n);
  }

  private static double correlation(float[] left, float[] right) {
    double ml = mean(left);
    double mr = mean(right);
    double ll = 1e-15;
    double rr = 1e-15;
    double lr = 0;
    for (int i = 0; i < left.length; i++) {
      ll += (left[i] - ml) * (left[i] - ml);
      rr += (right[i] - mr) * (right[i] - mr);
      lr += (left[i] - ml) * (right[i] - mr);
    }
    return lr / Math.sqrt(ll * rr);
  }

  private static float[] low(float[] x) {
    double[] d = new double[x.length];
    for (int i = 0; i < d.length; i++) {
      d[i] = x[i];
    }
    d = Filter.lowPass(120, .5412, RATE).apply(d);
    d = Filter.lowPass(120, 1.3066, RATE).apply(d);
    float[] out = new float[x.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) d[i];
    }
    return out;
  }

  static int clicks(float[] x) {
    int window = 480;
    double sum = 0;
    double[] second = new double[x.length];
    for (int i = 1; i + 1 < x.length; i++) {
      second[i] = Math.abs(x[i + 1] - 2 * x[i] + x[i - 1]);
    }
    int found = 0;
    for (int i = 0; i < Math.min(2 * window, x.length); i++) {
      sum += second[i];
    }
    for (int i = window; i + window < x.length; i++) {
      if (second[i] > .15 && second[i] > 12 * sum / (2 * window)) {
        found++;
      }
      sum += second[i + window] - second[i - window];
    }
    return found;
  }

  private static double silence(float[] left, float[] right) {
    int block = 480;
    int longest = 0;
    int run = 0;
    for (int b = 0; (b + 1) * block <= left.length; b++) {
      double sum = 0;
      for (int i = b * block; i < (b + 1) * block; i++) {
        sum += left[i] * left[i] + right[i] * right[i];
      }
      run = Math.sqrt(sum / (2 * block)) < .001 ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest * .01;
  }

  /// The peak between the samples, by four times cubic oversampling.
  private static double truePeak(float[] x) {
    double peak = 1e-9;
    for (int i = 1; i + 2 < x.length; i++) {
      peak = Math.max(peak, Math.abs(x[i]));
      if (Math.abs(x[i]) > .5 * peak) {
        for (int q = 1; q < 4; q++) {
          double t = q / 4.0;
          double c1 = .5 * (x[i + 1] - x[i - 1]);
          double c2 = x[i - 1] - 2.5 * x[i] + 2 * x[i + 1] - .5 * x[i + 2];
          double c3 = .5 * (x[i + 2] - x[i - 1]) + 1.5 * (x[i] - x[i + 1]);
          peak = Math.max(peak, Math.abs(((c3 * t + c2) * t + c1) * t + x[i]));
        }
      }
    }
    return peak;
  }

  /// One line for a table.
  public String line() {
    return String.format(
        Locale.ROOT,
        "%6.1f %5.1f %5.1f %5.1f | low %5.1f tilt %5.1f r85 %4.0f r95 %5.0f cp %4.0f cm %5.0f"
            + " >10k %4.0f <30 %4.0f | c %.2f s %5.1f sl %5.1f | dc %.0e cl %d sil %.2f",
        lufs,
        truePeakDb,
        range,
        crest,
        lowShare,
        tilt,
        rollOff85,
        rollOff95,
        centroidPower,
        centroidMagnitude,
        above10k,
        below30,
        correlation,
        sideDb,
        sideLowDb,
        dc,
        clicks,
        silenceSec);
  }
}
