package lofi.musicgen.decoder;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static lofi.musicgen.decoder.EightBitTile.BLOCK_BYTES;
import static lofi.musicgen.decoder.EightBitTile.QUADS;
import static lofi.musicgen.decoder.EightBitTile.QUAD_BYTES;
import static lofi.musicgen.decoder.EightBitTile.SCALES_AT;
import static lofi.musicgen.decoder.Lanes.FLOATS;
import static lofi.musicgen.decoder.Lanes.INTS;
import static lofi.musicgen.decoder.Lanes.WIDTH;
import static lofi.musicgen.decoder.Lanes.real;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// 8-bit weights times float activations, which are not rounded at all.
record EightBitLayer(MemorySegment packed, int inputs, int outputs) implements LinearLayer {
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;
  private static final IntVector HIGH_HALF = IntVector.broadcast(INTS, 0xffff0000);

  /// Outputs of four vectors: what a pass over a block computes.
  private static final int PASS = 4 * WIDTH;

  private static final long VECTOR_BYTES = (long) WIDTH * Integer.BYTES;

  @Override
  public void load(Activations to, float[] x, int stride, int rows) {
    to.values = x;
    to.stride = stride;
    to.rows = rows;
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
        sumBlock(packed, at, pass, x.values, block * BLOCK, x.stride, x.blockSums);
      }
      scaleRow(packed, at + SCALES_AT, x.blockSums, 0, x.tileSums);
      scaleRow(packed, at + SCALES_AT, x.blockSums, TILE, x.tileSums);
    }
  }

  private void oneRow(Activations x, int tile) {
    int blocks = inputs / BLOCK;
    long at = (long) tile * blocks * BLOCK_BYTES;
    Arrays.fill(x.tileSums, 0f);
    for (int block = 0; block < blocks; block++, at += BLOCK_BYTES) {
      for (int pass = 0; pass < TILE; pass += PASS) {
        sumBlock(packed, at, pass, x.values, block * BLOCK, x.blockSums);
      }
      scaleRow(packed, at + SCALES_AT, x.blockSums, 0, x.tileSums);
    }
  }

  private static void sumBlock(
      MemorySegment w, long at, int pass, float[] x, int input, int stride, float[] sums) {
    FloatVector a0 = FloatVector.zero(FLOATS);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    long from = at + EightBitTile.placeOf(pass);
    for (int quad = 0; quad < QUADS; quad++, from += QUAD_BYTES) {
      IntVector w0 = weights(w, from);
      IntVector w1 = weights(w, from + VECTOR_BYTES);
      IntVector w2 = weights(w, from + 2 * VECTOR_BYTES);
      IntVector w3 = weights(w, from + 3 * VECTOR_BYTES);
      for (int i = 0; i < 4; i++, input++) {
        FloatVector xa = FloatVector.broadcast(FLOATS, x[input]);
        FloatVector xb = FloatVector.broadcast(FLOATS, x[stride + input]);
        FloatVector f0 = real(w0);
        FloatVector f1 = real(w1);
        FloatVector f2 = real(w2);
        FloatVector f3 = real(w3);
        a0 = f0.fma(xa, a0);
        a1 = f1.fma(xa, a1);
        a2 = f2.fma(xa, a2);
        a3 = f3.fma(xa, a3);
        b0 = f0.fma(xb, b0);
        b1 = f1.fma(xb, b1);
        b2 = f2.fma(xb, b2);
        b3 = f3.fma(xb, b3);
        w0 = w0.lanewise(LSHL, 8);
        w1 = w1.lanewise(LSHL, 8);
        w2 = w2.lanewise(LSHL, 8);
        w3 = w3.lanewise(LSHL, 8);
      }
    }
    a0.intoArray(sums, pass);
    a1.intoArray(sums, pass + WIDTH);
    a2.intoArray(sums, pass + 2 * WIDTH);
    a3.intoArray(sums, pass + 3 * WIDTH);
    b0.intoArray(sums, TILE + pass);
    b1.intoArray(sums, TILE + pass + WIDTH);
    b2.intoArray(sums, TILE + pass + 2 * WIDTH);
    b3.intoArray(sums, TILE + pass + 3 * WIDTH);
  }

  private static void sumBlock(
      MemorySegment w, long at, int pass, float[] x, int input, float[] sums) {
    FloatVector a0 = FloatVector.zero(FLOATS);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    long from = at + EightBitTile.placeOf(pass);
    for (int quad = 0; quad < QUADS; quad++, from += QUAD_BYTES) {
      IntVector w0 = weights(w, from);
      IntVector w1 = weights(w, from + VECTOR_BYTES);
      IntVector w2 = weights(w, from + 2 * VECTOR_BYTES);
      IntVector w3 = weights(w, from + 3 * VECTOR_BYTES);
      for (int i = 0; i < 4; i++, input++) {
        FloatVector xa = FloatVector.broadcast(FLOATS, x[input]);
        a0 = real(w0).fma(xa, a0);
        a1 = real(w1).fma(xa, a1);
        a2 = real(w2).fma(xa, a2);
        a3 = real(w3).fma(xa, a3);
        w0 = w0.lanewise(LSHL, 8);
        w1 = w1.lanewise(LSHL, 8);
        w2 = w2.lanewise(LSHL, 8);
        w3 = w3.lanewise(LSHL, 8);
      }
    }
    a0.intoArray(sums, pass);
    a1.intoArray(sums, pass + WIDTH);
    a2.intoArray(sums, pass + 2 * WIDTH);
    a3.intoArray(sums, pass + 3 * WIDTH);
  }

  private static IntVector weights(MemorySegment w, long at) {
    return IntVector.fromMemorySegment(INTS, w, at, LE);
  }

  /// Adds a row's block sums, each times its weight scale, to the tile sums.
  private static void scaleRow(MemorySegment w, long scales, float[] sums, int row, float[] y) {
    for (int e = 0; e < TILE / 2; e += WIDTH) {
      IntVector s = weights(w, scales + (long) e * Integer.BYTES);
      int low = row + e;
      int high = low + TILE / 2;
      FloatVector.fromArray(FLOATS, sums, low)
          .fma(s.lanewise(LSHL, 16).reinterpretAsFloats(), FloatVector.fromArray(FLOATS, y, low))
          .intoArray(y, low);
      FloatVector.fromArray(FLOATS, sums, high)
          .fma(s.and(HIGH_HALF).reinterpretAsFloats(), FloatVector.fromArray(FLOATS, y, high))
          .intoArray(y, high);
    }
  }
}
