package lofi.musicgen.onnx;

import java.io.IOException;
import lofi.musicgen.checkpoint.MalformedFileException;

/// The kernel of a convolution, with its weight norm folded in.
///
/// Values are `[rows][columns][width]`: output and input channels, or input and output channels for
/// a transposed convolution.
final class ConvolutionWeights {
  private final float[] values;
  private final int rows;
  private final int columns;
  private final int width;

  private ConvolutionWeights(float[] values, int rows, int columns, int width) {
    this.values = values;
    this.rows = rows;
    this.columns = columns;
    this.width = width;
  }

  /// Reads a kernel under any of the names that it is published with.
  static ConvolutionWeights read(WeightSource source, String name) throws IOException {
    if (source.has(name + ".weight")) {
      return plain(source, name + ".weight");
    }
    if (source.has(name + ".weight_v")) {
      return folded(source, name + ".weight_g", name + ".weight_v");
    }
    String newer = name + ".parametrizations.weight.original";
    return folded(source, newer + "0", newer + "1");
  }

  private static ConvolutionWeights plain(WeightSource source, String name) throws IOException {
    int[] shape = source.shape(name);
    if (shape.length != 3) {
      throw new MalformedFileException(name + " is not the kernel of a convolution");
    }
    return new ConvolutionWeights(source.values(name), shape[0], shape[1], shape[2]);
  }

  /// Weight norm: each row of `direction` is scaled to the length that `magnitude` says.
  private static ConvolutionWeights folded(WeightSource source, String magnitude, String direction)
      throws IOException {
    ConvolutionWeights kernel = plain(source, direction);
    float[] lengths = source.values(magnitude);
    int rowLength = kernel.columns * kernel.width;
    for (int row = 0; row < kernel.rows; row++) {
      scale(kernel.values, row * rowLength, rowLength, lengths[row]);
    }
    return kernel;
  }

  private static void scale(float[] values, int from, int length, float norm) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += (double) values[i] * values[i];
    }
    double factor = sum == 0 ? 0 : norm / Math.sqrt(sum);
    for (int i = from; i < from + length; i++) {
      values[i] = (float) (values[i] * factor);
    }
  }

  float[] values() {
    return values;
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  int width() {
    return width;
  }

  /// The kernel of a transposed convolution of stride `ratio` as that of a plain one with two taps.
  ///
  /// Output sample `ratio·t + phase` hears input `t` through tap `phase`, and input `t − 1` through
  /// tap `phase + ratio`. The result is `[outputs · ratio][inputs][2]`, the earlier input first.
  float[] asTwoTaps(int ratio) {
    if (width != 2 * ratio) {
      throw new MalformedFileException("An upsampling kernel has not twice its ratio in width");
    }
    float[] taps = new float[values.length];
    int at = 0;
    for (int output = 0; output < columns; output++) {
      for (int phase = 0; phase < ratio; phase++) {
        for (int input = 0; input < rows; input++) {
          int kernel = (input * columns + output) * width;
          taps[at++] = values[kernel + phase + ratio];
          taps[at++] = values[kernel + phase];
        }
      }
    }
    return taps;
  }
}
