package lofi.music.dsp;

/// White noise by counting: sample `n` is a hash of `n`, so noise can start anywhere, repeat after
/// any length, and fill a block without one sample waiting for another.
///
/// The hash is the finisher of MurmurHash3 (Austin Appleby, public domain). The loops spell it out,
/// since it is too long for the JVM's quick compiler to inline.
public final class Noise {
  private static final float TO_UNIT = 0x1p-31f;

  private Noise() {}

  /// Fills `block` with samples `start`, `start + 1`, … of the noise that `seed` names, from −1 to
  /// 1.
  public static void fill(float[] block, int frames, int seed, int start) {
    for (int i = 0; i < frames; i++) {
      int h = (start + i) * 0x9E3779B9 + seed;
      h ^= h >>> 15;
      h *= 0x85EBCA6B;
      h ^= h >>> 13;
      h *= 0xC2B2AE35;
      h ^= h >>> 16;
      block[i] = h * TO_UNIT;
    }
  }

  /// Fills two blocks with noises that have nothing in common: a hash is long enough for a sample
  /// of 16 bits each.
  public static void fillTwo(float[] one, float[] other, int frames, int seed, int start) {
    for (int i = 0; i < frames; i++) {
      int h = (start + i) * 0x9E3779B9 + seed;
      h ^= h >>> 15;
      h *= 0x85EBCA6B;
      h ^= h >>> 13;
      h *= 0xC2B2AE35;
      h ^= h >>> 16;
      one[i] = h * TO_UNIT;
      other[i] = (h << 16) * TO_UNIT;
    }
  }

  /// One sample of the noise that `seed` names.
  public static float at(int seed, int index) {
    return hash(seed, index) * TO_UNIT;
  }

  /// What the sample is made from, for whoever needs more than one number of it.
  static int hash(int seed, int index) {
    int h = index * 0x9E3779B9 + seed;
    h ^= h >>> 15;
    h *= 0x85EBCA6B;
    h ^= h >>> 13;
    h *= 0xC2B2AE35;
    h ^= h >>> 16;
    return h;
  }
}
