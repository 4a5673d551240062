package lofi.rpc;

import java.time.Duration;

/// Why a request of ours brought no result.
public final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public enum Reason {
    /// The peer answered with an error; the message is the peer's text.
    REFUSED,
    TIMED_OUT,
    /// The peer has not read for so long that no more requests are taken.
    QUEUE_FULL,
    CLOSED
  }

  private final Reason reason;

  RpcException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  static RpcException refused(String text) {
    return new RpcException(Reason.REFUSED, text);
  }

  static RpcException timedOut(String method, Duration timeout) {
    return new RpcException(
        Reason.TIMED_OUT, method + " got no answer within " + timeout.toMillis() + " ms");
  }

  static RpcException queueFull(String method) {
    return new RpcException(
        Reason.QUEUE_FULL, method + " was not sent: the peer does not read what already waits");
  }

  static RpcException closed() {
    return new RpcException(Reason.CLOSED, "The channel is closed");
  }
}
