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
/// true sum fits 16 bits, whatever wraps around on the way comes back.
///
/// For the same reason nothing has to be masked. A short holds four numbers n0 … n3. Shifted right
/// by 4·k bits it is s_k = n_k + 16·s_{k+1}, so Σ a_k·n_k = a0·s0 + (a1 − 16·a0)·s1 + (a2 −
/// 16·a1)·s2 + (a3 − 16·a2)·s3, and those factors are computed once a row ([SevenBitRow]).
///
/// The arithmetic takes longer than the memory, so it uses the widest vectors, which give the same
/// sums as narrow ones, and two vectors of outputs share what is read of the rows.
record FourBitLayer(MemorySegment packed, int inputs, int outputs) implements LinearLayer {
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
  private static final IntVector HIGH_HALF = IntVector.broadcast(INTS, 0xffff0000);
  private static final ShortVector FOUR_EACH = ShortVector.broadcast(WIDE_SHORTS, (short) 4);

  private static final int VECTOR = WIDE_SHORTS.length();

  private static final long VECTOR_BYTES = (long) VECTOR * Short.BYTES;

  /// Outputs of two vectors: what a pass over a block computes.
  private static final int PASS = 2 * VECTOR;

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
      for (int pass = 0; pass < TILE; pass += PASS) {
        sumBlock(packed, at, pass, x.first, x.second, block, x.shortSums);
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
      for (int pass = 0; pass < TILE; pass += PASS) {
        sumBlock(packed, at, pass, x.first, block, x.shortSums);
      }
      scaleBlock(packed, at, x.shortSums, x.first.scales[block], x.tileSums);
    }
  }

  private static void sumBlock(
      MemorySegment w,
      long at,
      int pass,
      SevenBitRow a,
      SevenBitRow b,
      int block,
      MemorySegment sums) {
    int[] aFactors = a.factors;
    int[] bFactors = b.factors;
    ShortVector a0 = inBothHalves(a.offsets[block]);
    ShortVector b0 = inBothHalves(b.offsets[block]);
    ShortVector a1 = a0;
    ShortVector b1 = b0;
    int input = block * BLOCK;
    long from = at + (long) pass * Short.BYTES;
    for (int quad = 0; quad < QUADS; quad++) {
      ShortVector n0 = weights(w, from + (long) quad * QUAD_BYTES);
      ShortVector n1 = weights(w, from + (long) quad * QUAD_BYTES + VECTOR_BYTES);
      for (int i = 0; i < 4; i++) {
        ShortVector xa = inBothHalves(aFactors[input + 4 * quad + i]);
        ShortVector xb = inBothHalves(bFactors[input + 4 * quad + i]);
        a0 = a0.add(n0.mul(xa));
        a1 = a1.add(n1.mul(xa));
        b0 = b0.add(n0.mul(xb));
        b1 = b1.add(n1.mul(xb));
        n0 = next(n0);
        n1 = next(n1);
      }
    }
    keep(a0, sums, pass);
    keep(a1, sums, pass + VECTOR);
    keep(b0, sums, TILE + pass);
    keep(b1, sums, TILE + pass + VECTOR);
  }

  private static void sumBlock(
      MemorySegment w, long at, int pass, SevenBitRow a, int block, MemorySegment sums) {
    int[] factors = a.factors;
    ShortVector a0 = inBothHalves(a.offsets[block]);
    ShortVector a1 = a0;
    int input = block * BLOCK;
    long from = at + (long) pass * Short.BYTES;
    for (int quad = 0; quad < QUADS; quad++) {
      ShortVector n0 = weights(w, from + (long) quad * QUAD_BYTES);
      ShortVector n1 = weights(w, from + (long) quad * QUAD_BYTES + VECTOR_BYTES);
      for (int i = 0; i < 4; i++) {
        ShortVector x = inBothHalves(factors[input + 4 * quad + i]);
        a0 = a0.add(n0.mul(x));
        a1 = a1.add(n1.mul(x));
        n0 = next(n0);
        n1 = next(n1);
      }
    }
    keep(a0, sums, pass);
    keep(a1, sums, pass + VECTOR);
  }

  private static ShortVector weights(MemorySegment w, long at) {
    return ShortVector.fromMemorySegment(WIDE_SHORTS, w, at, LE);
  }

  private static void keep(ShortVector v, MemorySegment sums, int at) {
    v.intoMemorySegment(sums, (long) at * Short.BYTES, LE);
  }

  /// The next of four numbers comes to the low bits. C2 loads a single count anew for each shift;
  /// AVX-512 can take a count for each short instead, which stays where it is.
  private static ShortVector next(ShortVector four) {
    return VECTOR == 32 ? four.lanewise(LSHR, FOUR_EACH) : four.lanewise(LSHR, 4);
  }

  private static void scaleBlock(
      MemorySegment w, long at, MemorySegment sums, float a, float b, float[] y) {
    scaleRow(w, at + SCALES_AT, sums, 0, a, y);
    scaleRow(w, at + SCALES_AT, sums, TILE, b, y);
  }

  private static void scaleBlock(MemorySegment w, long at, MemorySegment sums, float a, float[] y) {
    scaleRow(w, at + SCALES_AT, sums, 0, a, y);
  }

  /// Adds a row's block sums, each times its weight scale and the row's scale, to the tile sums.
  private static void scaleRow(
      MemorySegment w, long scales, MemorySegment sums, int row, float scale, float[] y) {
    FloatVector factor = FloatVector.broadcast(FLOATS, scale);
    for (int e = 0; e < TILE / 2; e += WIDTH) {
      IntVector s = IntVector.fromMemorySegment(INTS, w, scales + (long) e * Integer.BYTES, LE);
      IntVector sum = IntVector.fromMemorySegment(INTS, sums, (row + 2L * e) * Short.BYTES, LE);
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
