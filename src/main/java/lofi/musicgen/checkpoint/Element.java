package lofi.musicgen.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The kinds of numbers that a tensor may hold, all little-endian.
public enum Element {
  F32(4) {
    @Override
    void read(MemorySegment raw, int count, float[] into, int at) {
      MemorySegment.copy(raw, FLOAT, 0, into, at, count);
    }
  },
  F16(2) {
    @Override
    void read(MemorySegment raw, int count, float[] into, int at) {
      for (int i = 0; i < count; i++) {
        into[at + i] = Float.float16ToFloat(raw.get(SHORT, 2L * i));
      }
    }
  },
  BF16(2) {
    @Override
    void read(MemorySegment raw, int count, float[] into, int at) {
      for (int i = 0; i < count; i++) {
        into[at + i] = Float.intBitsToFloat(raw.get(SHORT, 2L * i) << 16);
      }
    }
  },
  I64(8) {
    @Override
    void read(MemorySegment raw, int count, float[] into, int at) {
      for (int i = 0; i < count; i++) {
        into[at + i] = raw.get(LONG, 8L * i);
      }
    }
  };

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int bytes;

  Element(int bytes) {
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }

  abstract void read(MemorySegment raw, int count, float[] into, int at);
}
