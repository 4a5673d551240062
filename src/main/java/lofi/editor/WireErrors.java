package lofi.editor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import lofi.json.Json;
import lofi.rpc.ErrorReply;
import org.jspecify.annotations.Nullable;

/// The contract's error object `{code, message, data}`, as the JSON text that a request is answered
/// with.
final class WireErrors {
  private static final int METHOD_NOT_FOUND = -32601;
  private static final int INVALID_PARAMS = -32602;
  private static final int SERVER_ERROR = -32000;
  private static final int CANNOT_CANCEL = -32001;

  private WireErrors() {}

  static <T extends @Nullable Object> CompletionStage<T> reply(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return CompletableFuture.failedFuture(
        cause instanceof Refusal refusal ? new ErrorReply(json(refusal.problem())) : cause);
  }

  private static String json(Problem problem) {
    Map<String, Object> data = new LinkedHashMap<>(problem.data());
    data.put("reason", problem.code());
    data.put("advice", problem.advice());
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", number(problem.code()));
    error.put("message", problem.message());
    error.put("data", data);
    return Json.write(error);
  }

  /// JSON-RPC 2.0 reserves these numbers; the name of the problem goes into `data.reason`.
  private static int number(String code) {
    return switch (code) {
      case Problem.METHOD_NOT_FOUND -> METHOD_NOT_FOUND;
      case Problem.INVALID_REQUEST -> INVALID_PARAMS;
      case Problem.GENERATION_IN_PROGRESS -> CANNOT_CANCEL;
      default -> SERVER_ERROR;
    };
  }
}
