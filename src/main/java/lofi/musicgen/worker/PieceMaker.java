package lofi.musicgen.worker;

import java.io.IOException;
import lofi.musicgen.onnx.AudioCodec;
import lofi.musicgen.onnx.PromptMeaning;
import lofi.musicgen.protocol.Stage;

/// Makes one piece: words to meaning to codes to audio, the audio while codes still come.
final class PieceMaker {
  /// What a piece is to be.
  ///
  /// @param guidance 1 composes without an eye on the prompt, 3 is usual
  record Order(String prompt, int frames, float guidance, TokenDrawer drawer) {}

  /// Where a piece goes.
  interface Customer {
    /// Asked before every step; the answer true ends the piece.
    boolean isCancelled();

    /// Hears what is done for the piece from now on.
    default void enters(Stage stage) {}

    void progress(int tokensGenerated, int tokensEstimated);

    /// Hears what the prompt became, before anything else.
    default void tokenized(int[] ids) {}

    /// Hears the codes of the next codec frames.
    default void composed(int[][] codes) {}

    void audio(float[] samples) throws IOException;
  }

  private final MusicModel model;

  PieceMaker(MusicModel model) {
    this.model = model;
  }

  /// @return whether the piece is whole
  boolean make(Order order, Customer customer) throws IOException {
    customer.enters(Stage.READING);
    int[] ids = model.tokenize(order.prompt());
    customer.tokenized(ids);
    PromptMeaning meaning = model.understand(ids);
    model.makeRoomForOthers();
    AudioCodec.Decoding decoding = model.codec().begin();
    AudioCodec.AudioSink sink = guarded(customer);
    CodeComposer composer = new CodeComposer(model.decoder(), order.drawer());
    customer.enters(Stage.COMPOSING);
    boolean whole =
        composer.compose(
            meaning, order.guidance(), order.frames(), listener(customer, decoding, sink));
    if (whole) {
      customer.enters(Stage.DECODING);
      decoding.finish(sink);
    }
    return whole;
  }

  private AudioCodec.AudioSink guarded(Customer customer) {
    LevelGuard guard = new LevelGuard(model.codec().shape().sampleRate());
    return samples -> {
      guard.hear(samples);
      customer.enters(Stage.HANDING_OVER);
      customer.audio(samples);
      customer.enters(Stage.DECODING);
    };
  }

  private CodeComposer.Listener listener(
      Customer customer, AudioCodec.Decoding decoding, AudioCodec.AudioSink sink) {
    return new CodeComposer.Listener() {
      @Override
      public boolean isCancelled() {
        return customer.isCancelled();
      }

      @Override
      public void progress(int tokensGenerated, int tokensEstimated) {
        customer.progress(tokensGenerated, tokensEstimated);
      }

      @Override
      public void composed(int[][] codes) throws IOException {
        customer.composed(codes);
        customer.enters(Stage.DECODING);
        decoding.add(codes, sink);
        customer.enters(Stage.COMPOSING);
        model.makeRoomForOthers();
      }
    };
  }
}
