package lofi.music.dsp;

/// One second-order filter on two channels, which go through it side by side: neither waits for the
/// other's last multiplication, so two take as long as one.
public final class StereoBiquad {
  private final float b0;
  private final float b1;
  private final float b2;
  private final float a1;
  private final float a2;
  private float firstLeft;
  private float secondLeft;
  private float firstRight;
  private float secondRight;

  /// @param design whose coefficients both channels take
  public StereoBiquad(Biquad design) {
    b0 = design.b0;
    b1 = design.b1;
    b2 = design.b2;
    a1 = design.a1;
    a2 = design.a2;
  }

  /// Filters both blocks where they lie.
  public void apply(float[] left, float[] right, int frames) {
    float c0 = b0, c1 = b1, c2 = b2, d1 = a1, d2 = a2;
    float l1 = firstLeft, l2 = secondLeft, r1 = firstRight, r2 = secondRight;
    for (int i = 0; i < frames; i++) {
      float l = left[i];
      float r = right[i];
      float outLeft = c0 * l + l1;
      float outRight = c0 * r + r1;
      l1 = c1 * l + l2 - d1 * outLeft;
      r1 = c1 * r + r2 - d1 * outRight;
      l2 = c2 * l - d2 * outLeft;
      r2 = c2 * r - d2 * outRight;
      left[i] = outLeft;
      right[i] = outRight;
    }
    firstLeft = l1;
    secondLeft = l2;
    firstRight = r1;
    secondRight = r2;
  }
}
