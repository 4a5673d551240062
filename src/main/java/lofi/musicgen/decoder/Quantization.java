package lofi.musicgen.decoder;

import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.Optional;

/// How many bits a weight has, which decides size, speed and fidelity.
public enum Quantization {
  Q4(FourBitTile.BLOCK_BYTES) {
    @Override
    public TilePacker packer() {
      return new FourBitTile();
    }

    @Override
    LinearLayer layer(MemorySegment tiles, int inputs, int outputs) {
      return new FourBitLayer(tiles, inputs, outputs);
    }
  },
  Q8(EightBitTile.BLOCK_BYTES) {
    @Override
    public TilePacker packer() {
      return new EightBitTile();
    }

    @Override
    LinearLayer layer(MemorySegment tiles, int inputs, int outputs) {
      return new EightBitLayer(tiles, inputs, outputs);
    }
  },
  FP32(FloatTile.BLOCK_BYTES) {
    @Override
    public TilePacker packer() {
      return new FloatTile();
    }

    @Override
    LinearLayer layer(MemorySegment tiles, int inputs, int outputs) {
      return new FloatLayer(tiles, inputs, outputs);
    }

    @Override
    KeyValueCache newCache(int heads, int headWidth, int capacity) {
      return new FloatCache(heads, headWidth, capacity);
    }
  };

  private final int blockBytes;

  Quantization(int blockBytes) {
    this.blockBytes = blockBytes;
  }

  /// The name in options and files: `q4`, `q8` or `fp32`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Quantization> labelled(String label) {
    for (Quantization quantization : values()) {
      if (quantization.label().equals(label)) {
        return Optional.of(quantization);
      }
    }
    return Optional.empty();
  }

  /// What the layers get that a step hardly notices, but the ear may: the heads, and all that is
  /// computed once a prompt.
  public Quantization careful() {
    return this == Q4 ? Q8 : this;
  }

  public abstract TilePacker packer();

  /// The size of one tile over that many inputs, a multiple of [LinearLayer#BLOCK].
  public long tileBytes(int inputs) {
    return (long) inputs / LinearLayer.BLOCK * blockBytes;
  }

  abstract LinearLayer layer(MemorySegment tiles, int inputs, int outputs);

  KeyValueCache newCache(int heads, int headWidth, int capacity) {
    return new ByteCache(heads, headWidth, capacity);
  }
}
