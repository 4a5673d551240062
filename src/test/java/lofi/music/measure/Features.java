package lofi.music.measure;

import java.util.List;

/// Numbers that were measured of several things, a row a thing, a column a feature.
public final class Features {
  private Features() {}

  /// Gives every column a mean of 0 and a deviation of 1.
  ///
  /// @param leastVariance what a column that hardly varies is taken to vary by
  public static void standardise(List<double[]> rows, double leastVariance) {
    int columns = rows.isEmpty() ? 0 : rows.getFirst().length;
    for (int column = 0; column < columns; column++) {
      double sum = 0;
      double squares = 0;
      for (double[] row : rows) {
        sum += row[column];
        squares += row[column] * row[column];
      }
      double mean = sum / rows.size();
      double variance = squares / rows.size() - mean * mean;
      double deviation = Math.sqrt(Math.max(leastVariance, variance));
      for (double[] row : rows) {
        row[column] = (row[column] - mean) / deviation;
      }
    }
  }
}
