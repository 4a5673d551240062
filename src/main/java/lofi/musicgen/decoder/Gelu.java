package lofi.musicgen.decoder;

import static lofi.musicgen.decoder.Lanes.FLOATS;
import static lofi.musicgen.decoder.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/// x·Φ(x), the activation between the two layers of a feed-forward block.
///
/// Φ comes from Abramowitz and Stegun's formula 7.1.26 for erf (absolute error 1.5e-7).
final class Gelu {
  private Gelu() {}

  /// Applies it to `x[from … to)`, whose length is a multiple of a vector's.
  static void apply(float[] x, int from, int to) {
    for (int i = from; i < to; i += WIDTH) {
      gelu(FloatVector.fromArray(FLOATS, x, i)).intoArray(x, i);
    }
  }

  /// For x > 0 x·(1 − tail), for x < 0 x·tail.
  private static FloatVector gelu(FloatVector x) {
    FloatVector magnitude = x.abs();
    return x.max(0f).sub(magnitude.mul(tail(magnitude.mul(0.70710677f))));
  }

  /// (1 − erf(z)) / 2
  private static FloatVector tail(FloatVector z) {
    FloatVector t = FloatVector.broadcast(FLOATS, 1f).div(z.mul(0.3275911f).add(1f));
    FloatVector polynomial =
        t.mul(1.0614054f)
            .add(-1.4531521f)
            .mul(t)
            .add(1.4214138f)
            .mul(t)
            .add(-0.28449672f)
            .mul(t)
            .add(0.2548296f)
            .mul(t);
    return polynomial.mul(Lanes.exp(z.mul(z).neg())).mul(0.5f);
  }
}
