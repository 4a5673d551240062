package lofi.musicgen.decoder;

import org.jspecify.annotations.Nullable;

/// The network that continues a piece of music by one code per codebook and step.
///
/// One thread uses a decoder: `begin` with a prompt, then `step` at positions 0, 1, 2 … in order.
/// Delay pattern, drawing and audio are the caller's business.
public interface LmDecoder extends AutoCloseable {
  DecoderShape shape();

  /// Forgets the piece before and listens to a new prompt.
  ///
  /// @param textHidden the text encoder's output, `[textLength][shape().textWidth()]`, as it leaves
  ///   the text encoder: the decoder applies the projection
  /// @param guidanceScale how far to move from "any music" towards the prompt; up to 1 the
  ///   unconditional row is not computed at all
  /// @param maxSteps how many steps may follow at most, which sizes the key/value cache
  void begin(float[] textHidden, int textLength, float guidanceScale, int maxSteps);

  /// Reads one code per codebook and tells how likely each next code is.
  ///
  /// @param codes one per codebook; [DecoderShape#padCode] where the delay pattern has none
  /// @param position 0 for the first step after `begin`, then one more each time
  /// @param guidedLogits receives `[codebooks][vocabulary]`, guidance applied, temperature not;
  ///   null while a known beginning is being read and nobody draws
  void step(int[] codes, int position, float @Nullable [] guidedLogits);

  /// Gives threads and memory back.
  @Override
  void close();
}
