package lofi.musicgen.decoder;

import static lofi.musicgen.decoder.Lanes.FLOATS;
import static lofi.musicgen.decoder.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/// Gives a row mean 0 and variance 1, then applies a gain and a bias per channel.
final class LayerNorm {
  private static final float EPSILON = 1e-5f;

  private final int width;
  private final float[] gain;
  private final float[] bias;

  /// @param width the channels that count; gain and bias go on with zeros up to the padded width,
  ///   and so does the result
  LayerNorm(int width, float[] gain, float[] bias) {
    this.width = width;
    this.gain = gain;
    this.bias = bias;
  }

  void apply(float[] x, float[] y, int at) {
    float mean = sum(x, at) / width;
    float variance = squares(x, at, mean) / width;
    scale(x, y, at, mean, (float) (1 / Math.sqrt(variance + EPSILON)));
  }

  /// What lies in whole vectors; the rest goes one by one.
  private int whole() {
    return width / WIDTH * WIDTH;
  }

  private float sum(float[] x, int at) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = 0; i < whole(); i += WIDTH) {
      sum = sum.add(FloatVector.fromArray(FLOATS, x, at + i));
    }
    float total = Lanes.total(sum);
    for (int i = whole(); i < width; i++) {
      total += x[at + i];
    }
    return total;
  }

  private float squares(float[] x, int at, float mean) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = 0; i < whole(); i += WIDTH) {
      FloatVector d = FloatVector.fromArray(FLOATS, x, at + i).sub(mean);
      sum = d.fma(d, sum);
    }
    float total = Lanes.total(sum);
    for (int i = whole(); i < width; i++) {
      total += (x[at + i] - mean) * (x[at + i] - mean);
    }
    return total;
  }

  private void scale(float[] x, float[] y, int at, float mean, float inverse) {
    for (int i = 0; i < gain.length; i += WIDTH) {
      FloatVector.fromArray(FLOATS, x, at + i)
          .sub(mean)
          .mul(inverse)
          .fma(FloatVector.fromArray(FLOATS, gain, i), FloatVector.fromArray(FLOATS, bias, i))
          .intoArray(y, at + i);
    }
  }
}
