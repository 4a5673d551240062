package lofi.musicgen.decoder;

import static lofi.musicgen.decoder.FloatTile.BLOCK_BYTES;
import static lofi.musicgen.decoder.FloatTile.INPUT_BYTES;
import static lofi.musicgen.decoder.Lanes.FLOATS;
import static lofi.musicgen.decoder.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Float weights. Sums are taken a block at a time, which keeps their rounding errors small.
record FloatLayer(MemorySegment packed, int inputs, int outputs) implements LinearLayer {
  private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

  /// Outputs of four vectors: what a pass over a block computes.
  private static final int PASS = 4 * WIDTH;

  private static final long VECTOR_BYTES = (long) WIDTH * Float.BYTES;

  @Override
  public void load(Activations to, float[] x, int stride, int rows) {
    to.values = x;
    to.stride = stride;
    to.rows = rows;
  }

  @Override
  public void apply(Activations x, int fromTile, int toTile, float[] y, int stride) {
    for (int tile = fromTile; tile < toTile; tile++) {
      tile(x, tile);
      x.store(tile, y, stride);
    }
  }

  private void tile(Activations x, int tile) {
    int blocks = inputs / BLOCK;
    long at = (long) tile * blocks * BLOCK_BYTES;
    Arrays.fill(x.tileSums, 0f);
    for (int block = 0; block < blocks; block++, at += BLOCK_BYTES) {
      for (int pass = 0; pass < TILE; pass += PASS) {
        if (x.rows == 2) {
          addBlock(packed, at, pass, x.values, block * BLOCK, x.stride, x.tileSums);
        } else {
          addBlock(packed, at, pass, x.values, block * BLOCK, x.tileSums);
        }
      }
    }
  }

  private static void addBlock(
      MemorySegment w, long at, int pass, float[] x, int input, int stride, float[] sums) {
    FloatVector a0 = FloatVector.zero(FLOATS);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    long from = at + (long) pass * Float.BYTES;
    for (int i = input; i < input + BLOCK; i++, from += INPUT_BYTES) {
      FloatVector xa = FloatVector.broadcast(FLOATS, x[i]);
      FloatVector xb = FloatVector.broadcast(FLOATS, x[stride + i]);
      FloatVector w0 = weights(w, from);
      FloatVector w1 = weights(w, from + VECTOR_BYTES);
      FloatVector w2 = weights(w, from + 2 * VECTOR_BYTES);
      FloatVector w3 = weights(w, from + 3 * VECTOR_BYTES);
      a0 = w0.fma(xa, a0);
      a1 = w1.fma(xa, a1);
      a2 = w2.fma(xa, a2);
      a3 = w3.fma(xa, a3);
      b0 = w0.fma(xb, b0);
      b1 = w1.fma(xb, b1);
      b2 = w2.fma(xb, b2);
      b3 = w3.fma(xb, b3);
    }
    add(a0, sums, pass);
    add(a1, sums, pass + WIDTH);
    add(a2, sums, pass + 2 * WIDTH);
    add(a3, sums, pass + 3 * WIDTH);
    add(b0, sums, TILE + pass);
    add(b1, sums, TILE + pass + WIDTH);
    add(b2, sums, TILE + pass + 2 * WIDTH);
    add(b3, sums, TILE + pass + 3 * WIDTH);
  }

  private static void addBlock(
      MemorySegment w, long at, int pass, float[] x, int input, float[] sums) {
    FloatVector a0 = FloatVector.zero(FLOATS);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    long from = at + (long) pass * Float.BYTES;
    for (int i = input; i < input + BLOCK; i++, from += INPUT_BYTES) {
      FloatVector xa = FloatVector.broadcast(FLOATS, x[i]);
      a0 = weights(w, from).fma(xa, a0);
      a1 = weights(w, from + VECTOR_BYTES).fma(xa, a1);
      a2 = weights(w, from + 2 * VECTOR_BYTES).fma(xa, a2);
      a3 = weights(w, from + 3 * VECTOR_BYTES).fma(xa, a3);
    }
    add(a0, sums, pass);
    add(a1, sums, pass + WIDTH);
    add(a2, sums, pass + 2 * WIDTH);
    add(a3, sums, pass + 3 * WIDTH);
  }

  private static FloatVector weights(MemorySegment w, long at) {
    return FloatVector.fromMemorySegment(FLOATS, w, at, LE);
  }

  private static void add(FloatVector v, float[] sums, int at) {
    v.add(FloatVector.fromArray(FLOATS, sums, at)).intoArray(sums, at);
  }
}
