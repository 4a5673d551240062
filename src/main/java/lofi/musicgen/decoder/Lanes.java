package lofi.musicgen.decoder;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The vector width of this machine, and what all kernels do with a vector.
///
/// 256 bits where the processor has them, else 128; for 4-bit weights also 512, because there the
/// arithmetic takes longer than the memory.
final class Lanes {
  private static final int BITS = Integer.getInteger("lofi.vector.bits", preferredBits());
  private static final VectorShape SHAPE = VectorShape.forBitSize(Math.min(256, BITS));
  private static final VectorShape WIDE_SHAPE = VectorShape.forBitSize(Math.min(512, BITS));

  static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);
  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);

  /// For the sums of 4-bit layers alone: floats of two widths make C2 box those of one of them.
  static final VectorSpecies<Short> WIDE_SHORTS = VectorSpecies.of(short.class, WIDE_SHAPE);

  private static final VectorSpecies<Integer> WIDE_INTS = VectorSpecies.of(int.class, WIDE_SHAPE);

  /// Floats (and ints) in a vector.
  static final int WIDTH = FLOATS.length();

  /// Added to a float below 2²², it leaves the nearest integer in the low bits.
  static final float ROUNDING = 12582912f;

  private Lanes() {}

  private static int preferredBits() {
    return Math.max(128, VectorShape.preferredShape().vectorBitSize());
  }

  static FloatVector real(IntVector v) {
    return (FloatVector) v.convert(I2F, 0);
  }

  static ShortVector inBothHalves(int pair) {
    return IntVector.broadcast(WIDE_INTS, pair).reinterpretAsShorts();
  }

  /// The sum of all lanes in a fixed order. `reduceLanes(ADD)` may change its order once compiled,
  /// and a seed would not repeat its music.
  static float total(FloatVector v) {
    float low = v.lane(0) + v.lane(1) + (v.lane(2) + v.lane(3));
    return WIDTH == 4 ? low : low + (v.lane(4) + v.lane(5) + (v.lane(6) + v.lane(7)));
  }

  /// e^x for x ≤ 0 with a relative error of about 2e-7.
  ///
  /// Below −60 it stays at 9e-27, so that no later product is denormal, which would be slow.
  static FloatVector exp(FloatVector x) {
    FloatVector powerOfTwo = x.max(-60f).mul(1.442695f);
    FloatVector rounded = powerOfTwo.add(ROUNDING);
    FloatVector fraction = powerOfTwo.sub(rounded.sub(ROUNDING));
    IntVector exponent = rounded.reinterpretAsInts().lanewise(LSHL, 23);
    return powerOfTwoOf(fraction).reinterpretAsInts().add(exponent).reinterpretAsFloats();
  }

  /// 2^f for −0.5 ≤ f ≤ 0.5.
  private static FloatVector powerOfTwoOf(FloatVector f) {
    return f.mul(1.540353e-4f)
        .add(1.3333558e-3f)
        .mul(f)
        .add(9.618129e-3f)
        .mul(f)
        .add(5.550411e-2f)
        .mul(f)
        .add(0.2402265f)
        .mul(f)
        .add(0.6931472f)
        .mul(f)
        .add(1f);
  }
}
