package lofi.audio;

/// Keeps samples between -1 and 1, where two loud pieces together would go beyond.
///
/// Up to 0.9 nothing changes; from there on it bends, ever nearer to 1.
@RealTime
public final class SoftClip {
  private static final float KNEE = 0.9f;
  private static final float ROOM = 1 - KNEE;

  private SoftClip() {}

  /// Bends the first `samples` of `interleaved`.
  public static void apply(float[] interleaved, int samples) {
    for (int i = 0; i < samples; i++) {
      float size = Math.abs(interleaved[i]);
      if (size > KNEE) {
        interleaved[i] = Math.copySign(bent(size - KNEE), interleaved[i]);
      }
    }
  }

  /// Leaves the knee at a slope of 1, so that it adds no edge.
  private static float bent(float above) {
    return KNEE + above / (1 + above / ROOM);
  }
}
