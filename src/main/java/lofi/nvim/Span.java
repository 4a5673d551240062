package lofi.nvim;

/// A piece of text in one colour; `highlight` names a highlight group, empty for none.
public record Span(String text, String highlight) {
  public Span {
    // A line break within a line is an error in Neovim's API.
    text = text.replace('\n', ' ').replace('\r', ' ').replace('\0', ' ');
  }

  public static Span plain(String text) {
    return new Span(text, "");
  }
}
