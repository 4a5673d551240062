package lofi.generation;

import java.io.IOException;

/// Where a generator puts the audio that it makes, from front to back.
public interface GenerationSink {
  /// Takes the first `frames` audio frames of `interleaved`, in the generator's own format.
  ///
  /// @throws IOException when the audio cannot be kept (a full disk); the generator gives up
  void write(float[] interleaved, int frames) throws IOException;

  /// Tells how far the work has come; cheap, so a generator may call it at every step.
  ///
  /// @param tokensEstimated may change while the work goes on
  void progress(int tokensGenerated, int tokensEstimated);

  /// Whether nobody wants the piece any more; the generator then answers `Outcome.Cancelled`.
  boolean isCancelled();
}
