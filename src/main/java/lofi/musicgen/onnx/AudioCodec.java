package lofi.musicgen.onnx;

import java.io.IOException;
import java.util.Arrays;

/// The network that turns codes into audio (EnCodec), from front to back.
public interface AudioCodec extends AutoCloseable {
  /// Takes mono samples in order.
  @FunctionalInterface
  interface AudioSink {
    void write(float[] samples) throws IOException;
  }

  /// One piece of audio that is made from front to back. One thread uses it.
  interface Decoding {
    /// Takes the next codec frames and passes on all audio that no later frame can change.
    ///
    /// @param codes `[codebook][codecFrame]`, with the same number of frames for every codebook
    void add(int[][] codes, AudioSink sink) throws IOException;

    /// Passes on the rest: the audio ends where the last codec frame ends.
    void finish(AudioSink sink) throws IOException;
  }

  CodecShape shape();

  /// Starts a piece; the one before is over.
  Decoding begin();

  @Override
  void close();

  /// Decodes a whole piece at once.
  default float[] decode(int[][] codes) throws IOException {
    float[][] audio = {new float[0]};
    AudioSink sink = samples -> audio[0] = joined(audio[0], samples);
    Decoding decoding = begin();
    decoding.add(codes, sink);
    decoding.finish(sink);
    return audio[0];
  }

  private static float[] joined(float[] front, float[] back) {
    float[] both = Arrays.copyOf(front, front.length + back.length);
    System.arraycopy(back, 0, both, front.length, back.length);
    return both;
  }
}
