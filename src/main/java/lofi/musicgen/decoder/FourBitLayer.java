package lofi.musicgen.decoder;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static lofi.musicgen.decoder.FourBitTile.BLOCK_BYTES;
import static lofi.musicgen.decoder.FourBitTile.QUADS;
import static lofi.musicgen.decoder.FourBitTile.QUAD_BYTES;
import static lofi.musicgen.decoder.FourBitTile.SCALES_AT;
import static lofi.musicgen.decoder.Lanes.FLOATS;
import static lofi.musicgen.decoder.Lanes.INTS;
import static lofi.musicgen.decoder.Lanes.SHORTS;
import static lofi.musicgen.decoder.Lanes.WIDE_SHORTS;
import static lofi.musicgen.decoder.Lanes.WIDTH;
import static lofi.musicgen.decoder.Lanes.inBothHalves;
import static lofi.musicgen.decoder.Lanes.real;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/// 4-bit weights times 7-bit activations, in 16-bit lanes.
///
/// A stored number 0 … 15 is 8 too large. The accumulator begins at −8·Σ activations, and since the
/// true sum fits 16 bits, whatever wraps around on the way comes back. The arithmetic takes longer
/// than the memory, so it uses the widest vectors; they give the same sums as narrow ones.
record FourBitLayer(MemorySegment packed, int inputs, int outputs) implements LinearLayer {
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
  private static final ShortVector LOW_BITS = ShortVector.broadcast(WIDE_SHORTS, (short) 15);
  private static final IntVector HIGH_HALF = IntVector.broadcast(INTS, 0xffff0000);

  private static final int SHORTS_OF_VECTOR = WIDE_SHORTS.length();
  private static final long VECTOR_BYTES = (long) SHORTS_OF_VECTOR * Short.BYTES;

  @Override
  public void load(Activations to, float[] x, int stride, int rows) {
    to.rows = rows;
    to.first.set(x, 0, inputs);
    if (rows == 2) {
      to.second.set(x, stride, inputs);
    }
  }

  @Override
  public void apply(Activations x, int fromTile, int toTile, float[] y, int stride) {
    for (int tile = fromTile; tile < toTile; tile++) {
      if (x.rows == 2) {
        twoRows(x, tile);
      } else {
        oneRow(x, tile);
      }
      x.store(tile, y, stride);
    }
  }

  private void twoRows(Activations x, int tile) {
    int blocks = inputs / BLOCK;
    long at = (long) tile * blocks * BLOCK_BYTES;
    Arrays.fill(x.tileSums, 0f);
    for (int block = 0; block < blocks; block++, at += BLOCK_BYTES) {
      if (SHORTS_OF_VECTOR == TILE) {
        sumBlock(packed, at, x.first, x.second, block, x.shortSums);
      } else {
        sumBlockInPairs(packed, at, x.first, x.second, block, x.shortSums);
      }
      scaleBlock(
          packed, at, x.shortSums, x.first.scales[block], x.second.scales[block], x.tileSums);
    }
  }

  private void oneRow(Activations x, int tile) {
    int blocks = inputs / BLOCK;
    long at = (long) tile * blocks * BLOCK_BYTES;
    Arrays.fill(x.tileSums, 0f);
    for (int block = 0; block < blocks; block++, at += BLOCK_BYTES) {
      for (int pass = 0; pass < TILE; pass += SHORTS_OF_VECTOR) {
        sumBlock(packed, at, pass, x.first, block, x.shortSums);
      }
      scaleBlock(packed, at, x.shortSums, x.first.scales[block], x.tileSums);
    }
  }

  /// Two rows, where a vector holds the whole tile.
  private static void sumBlock(
      MemorySegment w, long at, SevenBitRow a, SevenBitRow b, int block, short[] sums) {
    int[] aPairs = a.pairs;
    int[] bPairs = b.pairs;
    ShortVector sumA = inBothHalves(a.offsets[block]);
    ShortVector sumB = inBothHalves(b.offsets[block]);
    int input = block * BLOCK;
    for (int quad = 0; quad < QUADS; quad++, at += QUAD_BYTES) {
      ShortVector four = ShortVector.fromMemorySegment(WIDE_SHORTS, w, at, LE);
      for (int i = 0; i < 4; i++, input++) {
        ShortVector number = four.and(LOW_BITS);
        sumA = sumA.add(number.mul(inBothHalves(aPairs[input])));
        sumB = sumB.add(number.mul(inBothHalves(bPairs[input])));
        four = next(four);
      }
    }
    sumA.intoArray(sums, 0);
    sumB.intoArray(sums, TILE);
  }

  /// Two rows, where it takes more vectors: two of them share what is read of the rows.
  private static void sumBlockInPairs(
      MemorySegment w, long at, SevenBitRow a, SevenBitRow b, int block, short[] sums) {
    for (int pass = 0; pass < TILE; pass += 2 * SHORTS_OF_VECTOR) {
      sumPair(w, at + (long) pass * Short.BYTES, pass, a, b, block, sums);
    }
  }

  private static void sumPair(
      MemorySegment w, long from, int pass, SevenBitRow a, SevenBitRow b, int block, short[] sums) {
    int[] aPairs = a.pairs;
    int[] bPairs = b.pairs;
    ShortVector a0 = inBothHalves(a.offsets[block]);
    ShortVector b0 = inBothHalves(b.offsets[block]);
    ShortVector a1 = a0;
    ShortVector b1 = b0;
    int input = block * BLOCK;
    for (int quad = 0; quad < QUADS; quad++, from += QUAD_BYTES) {
      ShortVector w0 = ShortVector.fromMemorySegment(WIDE_SHORTS, w, from, LE);
      ShortVector w1 = ShortVector.fromMemorySegment(WIDE_SHORTS, w, from + VECTOR_BYTES, LE);
      for (int i = 0; i < 4; i++, input++) {
        ShortVector n0 = w0.and(LOW_BITS);
        ShortVector n1 = w1.and(LOW_BITS);
        ShortVector xa = inBothHalves(aPairs[input]);
        ShortVector xb = inBothHalves(bPairs[input]);
        a0 = a0.add(n0.mul(xa));
        a1 = a1.add(n1.mul(xa));
        b0 = b0.add(n0.mul(xb));
        b1 = b1.add(n1.mul(xb));
        w0 = next(w0);
        w1 = next(w1);
      }
    }
    a0.intoArray(sums, pass);
    a1.intoArray(sums, pass + SHORTS_OF_VECTOR);
    b0.intoArray(sums, TILE + pass);
    b1.intoArray(sums, TILE + pass + SHORTS_OF_VECTOR);
  }

  private static void sumBlock(
      MemorySegment w, long at, int pass, SevenBitRow a, int block, short[] sums) {
    int[] pairs = a.pairs;
    ShortVector sum = inBothHalves(a.offsets[block]);
    int input = block * BLOCK;
    long from = at + (long) pass * Short.BYTES;
    for (int quad = 0; quad < QUADS; quad++, from += QUAD_BYTES) {
      ShortVector four = ShortVector.fromMemorySegment(WIDE_SHORTS, w, from, LE);
      for (int i = 0; i < 4; i++, input++) {
        sum = sum.add(four.and(LOW_BITS).mul(inBothHalves(pairs[input])));
        four = next(four);
      }
    }
    sum.intoArray(sums, pass);
  }

  /// The next of four numbers comes to the low bits. Shifted as ints, because C2 has no shorter
  /// instruction for shorts than two; what comes down from the upper short is masked.
  private static ShortVector next(ShortVector four) {
    return four.reinterpretAsInts().lanewise(LSHR, 4).reinterpretAsShorts();
  }

  private static void scaleBlock(
      MemorySegment w, long at, short[] sums, float a, float b, float[] y) {
    scaleRow(w, at + SCALES_AT, sums, 0, a, y);
    scaleRow(w, at + SCALES_AT, sums, TILE, b, y);
  }

  private static void scaleBlock(MemorySegment w, long at, short[] sums, float a, float[] y) {
    scaleRow(w, at + SCALES_AT, sums, 0, a, y);
  }

  /// Adds a row's block sums, each times its weight scale and the row's scale, to the tile sums.
  private static void scaleRow(
      MemorySegment w, long scales, short[] sums, int row, float scale, float[] y) {
    FloatVector factor = FloatVector.broadcast(FLOATS, scale);
    for (int e = 0; e < TILE / 2; e += WIDTH) {
      IntVector s = IntVector.fromMemorySegment(INTS, w, scales + (long) e * Integer.BYTES, LE);
      IntVector sum = ShortVector.fromArray(SHORTS, sums, row + 2 * e).reinterpretAsInts();
      int low = row + e;
      int high = low + TILE / 2;
      real(sum.lanewise(LSHL, 16).lanewise(ASHR, 16))
          .fma(s.lanewise(LSHL, 16).reinterpretAsFloats().mul(factor), from(y, low))
          .intoArray(y, low);
      real(sum.lanewise(ASHR, 16))
          .fma(s.and(HIGH_HALF).reinterpretAsFloats().mul(factor), from(y, high))
          .intoArray(y, high);
    }
  }

  private static FloatVector from(float[] y, int at) {
    return FloatVector.fromArray(FLOATS, y, at);
  }
}
