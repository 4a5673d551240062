package lofi.rpc;

/// The answer to a request that cannot be served: `text` reaches the peer unchanged, as `[0,
/// text]`.
///
/// Text, because Neovim hands an error that is a map to Lua as "unknown error". Structured errors
/// travel as JSON in the text.
public final class ErrorReply extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String text;

  public ErrorReply(String text) {
    super(text, null, false, false);
    this.text = text;
  }

  public String text() {
    return text;
  }
}
