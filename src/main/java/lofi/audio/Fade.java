package lofi.audio;

/// A gain on its way between silent and full, along a quarter of a sine.
///
/// It may turn round at any moment without a jump: it remembers where on the curve it stands, not
/// the gain. One thread owns it.
@RealTime
public final class Fade {
  private final QuarterSine curve;
  private double target;
  private double stepPerFrame;
  private int framesLeft;

  /// @param isOpen whether it begins at full gain instead of silence
  public Fade(QuarterSine curve, boolean isOpen) {
    this.curve = curve;
    this.target = isOpen ? 1 : 0;
  }

  /// Rises to full gain; the whole way from silence takes `wholeFrames`.
  public void in(int wholeFrames) {
    moveTo(1, wholeFrames);
  }

  /// Falls to silence; the whole way from full gain takes `wholeFrames`.
  public void out(int wholeFrames) {
    moveTo(0, wholeFrames);
  }

  /// Multiplies `frames` stereo audio frames of `interleaved`, from audio frame `from` on.
  public void apply(float[] interleaved, int from, int frames) {
    if (isOpen()) {
      return;
    }
    for (int i = 2 * from; i < 2 * (from + frames); i += 2) {
      float gain = next();
      interleaved[i] *= gain;
      interleaved[i + 1] *= gain;
    }
  }

  /// The gain of the next audio frame.
  public float next() {
    float gain = curve.at(position());
    framesLeft = Math.max(0, framesLeft - 1);
    return gain;
  }

  /// Goes on by `frames` that nobody hears.
  public void skip(int frames) {
    framesLeft = Math.max(0, framesLeft - frames);
  }

  /// How many audio frames it still moves.
  public int framesLeft() {
    return framesLeft;
  }

  /// Whether it has come to full gain.
  public boolean isOpen() {
    return framesLeft == 0 && target == 1;
  }

  /// Whether it has come to silence.
  public boolean isClosed() {
    return framesLeft == 0 && target == 0;
  }

  private void moveTo(double newTarget, int wholeFrames) {
    double here = position();
    double way = newTarget - here;
    target = newTarget;
    framesLeft = (int) Math.ceil(Math.abs(way) * wholeFrames);
    stepPerFrame = framesLeft == 0 ? 0 : way / framesLeft;
  }

  private double position() {
    return Math.clamp(target - framesLeft * stepPerFrame, 0.0, 1.0);
  }
}
