package lofi.rpc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hears what the peer tells.
@FunctionalInterface
public interface NotificationHandler {
  /// Called on the channel's executor, in the order of arrival. An exception is logged.
  void handle(String method, List<@Nullable Object> arguments) throws Exception;
}
