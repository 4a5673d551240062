package lofi.music.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How much a recording's bars differ before and after each bar line: Foote's novelty ("Automatic
/// audio segmentation using a measure of audio novelty", 2000), a checkerboard moved along the
/// similarities of all bars.
public final class Form {
  private static final int SIZE = 4_096;
  private static final int BANDS = 24;
  private static final int REACH = 4;
  private static final double RATE = 48_000;

  private final double[][] distances;

  /// @param barSec the length of a bar
  public Form(float[] mono, double barSec) {
    List<double[]> bars = new ArrayList<>();
    int length = (int) (barSec * RATE);
    for (int bar = 0; (bar + 1) * barSec * RATE <= mono.length; bar++) {
      int start = (int) (bar * barSec * RATE);
      bars.add(bands(Welch.power(Arrays.copyOfRange(mono, start, start + length), SIZE)));
    }
    Features.standardise(bars, 1e-9);
    distances = distances(bars);
  }

  /// Levels in bands of equal width on the scale of pitch, 40 Hz to 12 kHz.
  public static double[] bands(double[] power) {
    double[] levels = new double[BANDS];
    for (int band = 0; band < BANDS; band++) {
      double low = 40 * Math.pow(300, (double) band / BANDS);
      double high = 40 * Math.pow(300, (band + 1.0) / BANDS);
      double size = 2.0 * power.length;
      double sum = 1e-9;
      int from = (int) Math.round(low * size / RATE);
      int to = Math.max(from + 1, (int) Math.round(high * size / RATE));
      for (int bin = from; bin < to; bin++) {
        sum += power[bin];
      }
      levels[band] = 10 * Math.log10(sum / (to - from));
    }
    return levels;
  }

  private static double[][] distances(List<double[]> bars) {
    double[][] distances = new double[bars.size()][bars.size()];
    for (int i = 0; i < distances.length; i++) {
      for (int j = 0; j < distances.length; j++) {
        for (int band = 0; band < BANDS; band++) {
          double apart = bars.get(i)[band] - bars.get(j)[band];
          distances[i][j] += apart * apart;
        }
      }
    }
    return distances;
  }

  public int bars() {
    return distances.length;
  }

  /// How far the bars before `bar` lie from those after it, less how far they lie from each other.
  public double novelty(int bar) {
    int reach = Math.min(REACH, Math.min(bar, distances.length - bar));
    double across = mean(bar - reach, bar, bar, bar + reach);
    double within =
        .5 * (mean(bar - reach, bar, bar - reach, bar) + mean(bar, bar + reach, bar, bar + reach));
    return Math.max(0, across - within);
  }

  private double mean(int fromRow, int toRow, int fromColumn, int toColumn) {
    double sum = 0;
    for (int i = fromRow; i < toRow; i++) {
      for (int j = fromColumn; j < toColumn; j++) {
        sum += distances[i][j];
      }
    }
    return sum / ((toRow - fromRow) * (toColumn - fromColumn));
  }

  /// The novelty at the given bars, by how much it exceeds the median of all other bars.
  public double contrast(List<Integer> boundaries) {
    List<Double> there = new ArrayList<>();
    List<Double> elsewhere = new ArrayList<>();
    for (int bar = 2; bar <= bars() - 2; bar++) {
      (boundaries.contains(bar) ? there : elsewhere).add(novelty(bar));
    }
    double mean = there.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    elsewhere.sort(null);
    return mean / Math.max(1e-9, elsewhere.get(elsewhere.size() / 2));
  }
}
