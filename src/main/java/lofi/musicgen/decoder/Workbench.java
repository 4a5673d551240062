package lofi.musicgen.decoder;

/// What one member of the crew needs for itself while it works on a step.
final class Workbench {
  final float[] normal;
  final Activations activations;
  float[] scores = new float[0];
  private final int member;
  private int phase;

  Workbench(int member, PaddedShape shape) {
    this.member = member;
    normal = new float[2 * shape.hidden()];
    activations =
        new Activations(
            Math.max(
                Math.max(shape.hidden(), shape.textWidth()),
                Math.max(shape.attended(), shape.feedForward())));
  }

  void makeRoomForScores(int count) {
    if (scores.length < count) {
      scores = new float[count];
    }
  }

  /// Whose it is.
  int member() {
    return member;
  }

  void beginStep() {
    phase = -1;
  }

  void beginPhase() {
    phase++;
  }

  int phase() {
    return phase;
  }
}
