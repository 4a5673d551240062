package lofi.editor;

import java.io.Serial;

/// A wish that cannot be granted, with what to tell the user; thrown before anything has happened.
final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Problem problem;

  Refusal(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  static Refusal invalidRequest(String message, String advice) {
    return new Refusal(Problem.invalidRequest(message, advice));
  }

  Problem problem() {
    return problem;
  }
}
