package lofi.audio;

/// A gain that follows a knob without a click: in straight lines, and no faster than it was told.
@RealTime
public final class GainRamp {
  private final float stepPerFrame;
  private float gain;
  private float target;

  /// @param fullWayFrames how long the way from 0 to 1 takes
  public GainRamp(float gain, int fullWayFrames) {
    this.gain = gain;
    this.target = gain;
    this.stepPerFrame = 1f / fullWayFrames;
  }

  public void moveTo(float newTarget) {
    target = newTarget;
  }

  /// Multiplies the first `frames` stereo audio frames of `interleaved`.
  public void apply(float[] interleaved, int frames) {
    for (int i = 0; i < 2 * frames; i += 2) {
      gain += Math.clamp(target - gain, -stepPerFrame, stepPerFrame);
      interleaved[i] *= gain;
      interleaved[i + 1] *= gain;
    }
  }
}
