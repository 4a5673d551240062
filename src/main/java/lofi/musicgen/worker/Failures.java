package lofi.musicgen.worker;

import java.io.IOException;
import lofi.musicgen.checkpoint.MalformedFileException;
import lofi.musicgen.onnx.GraphFailure;
import lofi.musicgen.protocol.Ending.Failed;
import lofi.musicgen.protocol.Ending.Fault;
import org.jspecify.annotations.Nullable;

/// Says in the user's words why a piece was not made.
final class Failures {
  private static final String LESS_MEMORY =
      "Choose a smaller quantization (model.quantization = \"q4\"), or close other programs.";
  private static final String INSTALL_AGAIN =
      "Run :Lofi model verify; a file that is damaged is fetched again by :Lofi model install.";
  private static final String TRY_AGAIN =
      "Try another seed; if it stays so, choose another quantization or device.";

  private Failures() {}

  /// @param failure what opening the model has thrown
  static Failed whileLoading(Throwable failure) {
    return switch (failure) {
      case MissingModelException missing ->
          new Failed(
              Fault.MISSING,
              sentence(missing.getMessage()),
              "Run :Lofi model install, or point model.weights_path at a model's folder.");
      case OutOfMemoryError _ -> noMemory(Fault.LOADING);
      case GraphFailure graph when speaksOfMemory(graph) -> noMemory(Fault.LOADING);
      case GraphFailure graph -> new Failed(Fault.LOADING, text(graph), INSTALL_AGAIN);
      case MalformedFileException file -> new Failed(Fault.LOADING, text(file), INSTALL_AGAIN);
      case IOException unread ->
          new Failed(Fault.LOADING, "The model cannot be read: " + text(unread), INSTALL_AGAIN);
      default -> new Failed(Fault.LOADING, text(failure), INSTALL_AGAIN);
    };
  }

  /// @param failure what composing has thrown
  static Failed whileComposing(Throwable failure) {
    return switch (failure) {
      case OutOfMemoryError _ -> noMemory(Fault.INFERENCE);
      case GraphFailure graph when speaksOfMemory(graph) -> noMemory(Fault.INFERENCE);
      default -> new Failed(Fault.INFERENCE, text(failure), TRY_AGAIN);
    };
  }

  private static Failed noMemory(Fault fault) {
    return new Failed(fault, "The model needs more memory than there is.", LESS_MEMORY);
  }

  private static boolean speaksOfMemory(GraphFailure failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("allocat") || message.contains("bad_alloc");
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    return sentence(message == null ? failure.toString() : message);
  }

  private static String sentence(@Nullable String text) {
    String message = String.valueOf(text).strip();
    return message.endsWith(".") ? message : message + ".";
  }
}
