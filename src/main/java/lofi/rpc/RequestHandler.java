package lofi.rpc;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Answers what the peer asks.
@FunctionalInterface
public interface RequestHandler {
  /// Called on the channel's executor, never on the thread that reads the pipe.
  ///
  /// To refuse, throw an `ErrorReply` or complete the stage with one: its text goes to the peer as
  /// it is. Any other exception is a bug: it is logged, and the peer gets its message.
  CompletionStage<? extends @Nullable Object> handle(
      String method, List<@Nullable Object> arguments) throws Exception;
}
