package lofi.weights;

import java.io.IOException;

/// Why weights cannot be had, for the user: what happened, and what to do.
public final class WeightsException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String advice;

  public WeightsException(String reason, String advice) {
    super(reason);
    this.advice = advice;
  }

  /// A full sentence.
  public String advice() {
    return advice;
  }
}
