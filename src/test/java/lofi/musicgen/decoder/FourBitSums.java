package lofi.musicgen.decoder;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/// A 4-bit layer with random weights, and what it gives for one or two random rows.
final class FourBitSums {
  static final int INPUTS = 192;
  static final int OUTPUTS = 3 * LinearLayer.TILE;

  private final float[] weights = random(1, OUTPUTS * INPUTS);
  private final float[] rows = random(2, 2 * INPUTS);

  /// `BITS`: prints the outputs for one row and for two, computed with vectors of that width.
  public static void main(String[] args) {
    System.setProperty("lofi.vector.bits", args[0]);
    FourBitSums sums = new FourBitSums();
    for (int count = 1; count <= 2; count++) {
      for (float output : sums.layers(count)) {
        System.out.println(output);
      }
    }
  }

  private static float[] random(int seed, int count) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /// What the layer gives, one row after the other.
  float[] layers(int count) {
    float[] y = new float[count * OUTPUTS];
    try (Arena arena = Arena.ofConfined()) {
      LinearLayer layer = Quantization.Q4.layer(packed(arena), INPUTS, OUTPUTS);
      layer.apply(activations(layer, count), 0, layer.tiles(), y, OUTPUTS);
    }
    return y;
  }

  private Activations activations(LinearLayer layer, int count) {
    Activations activations = new Activations(INPUTS);
    layer.load(activations, rows, INPUTS, count);
    return activations;
  }

  private MemorySegment packed(Arena arena) {
    long tileBytes = Quantization.Q4.tileBytes(INPUTS);
    int tiles = OUTPUTS / LinearLayer.TILE;
    MemorySegment packed = arena.allocate(tiles * tileBytes, PackedFile.ALIGNMENT);
    for (int tile = 0; tile < tiles; tile++) {
      new FourBitTile().pack(tileRows(tile), INPUTS, packed.asSlice(tile * tileBytes, tileBytes));
    }
    return packed;
  }

  private float[] tileRows(int tile) {
    int size = LinearLayer.TILE * INPUTS;
    return java.util.Arrays.copyOfRange(weights, tile * size, (tile + 1) * size);
  }

  /// The same in plain arithmetic: whole numbers summed over a block, then scaled.
  float[] plainly(int count) {
    float[] y = new float[count * OUTPUTS];
    for (int row = 0; row < count; row++) {
      SevenBitRow numbers = new SevenBitRow(INPUTS);
      numbers.set(rows, row * INPUTS, INPUTS);
      for (int output = 0; output < OUTPUTS; output++) {
        y[row * OUTPUTS + output] = plainly(numbers, output);
      }
    }
    return y;
  }

  private float plainly(SevenBitRow row, int output) {
    float y = 0;
    for (int block = 0; block < INPUTS / LinearLayer.BLOCK; block++) {
      int at = output * INPUTS + block * LinearLayer.BLOCK;
      float scale = BFloat16.nearest(FourBitScale.best(weights, at));
      int sum = 0;
      int number = 0;
      for (int i = 0; i < LinearLayer.BLOCK; i++) {
        int weight = FourBitTile.number(weights[at + i], scale) - 8;
        number =
            (short) (row.factors[block * LinearLayer.BLOCK + i] + (i % 4 == 0 ? 0 : 16 * number));
        sum += weight * number;
      }
      y = Math.fma(sum, scale * row.scales[block], y);
    }
    return y;
  }
}
