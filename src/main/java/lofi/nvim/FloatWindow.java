package lofi.nvim;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// One float: a scratch buffer in a window over the editor, closed by `q` and `<Esc>`.
///
/// All methods and callbacks belong to one thread, the channel's executor. They may be called
/// before Neovim has opened the window: it then opens with the newest content, or not at all.
public final class FloatWindow {
  /// What has become of the window.
  private sealed interface State {
    record Opening() implements State {}

    record Open(Buffer buffer, Window window, long namespace, int screenColumns, int screenLines)
        implements State {}

    record Closed() implements State {}
  }

  private final int id;
  private final Neovim neovim;
  private final List<FloatKey> keys;
  private final Runnable onClosed;
  private FloatContent content;
  private State state = new State.Opening();

  FloatWindow(int id, Neovim neovim, FloatContent content, List<FloatKey> keys, Runnable onClosed) {
    this.id = id;
    this.neovim = neovim;
    this.content = content;
    this.keys = List.copyOf(keys);
    this.onClosed = onClosed;
  }

  /// Shows something else; nothing is drawn if nothing changed.
  public void update(FloatContent newContent) {
    if (newContent.equals(content)) {
      return;
    }
    content = newContent;
    redraw();
  }

  public void close() {
    if (state instanceof State.Open(_, Window window, _, _, _)) {
      neovim.callLatestTogether(key(), List.of(ApiCall.of("nvim_win_close", window.id(), true)));
    }
    hasClosed();
  }

  /// Puts the cursor on a line of the content.
  public void moveCursor(int index) {
    if (state instanceof State.Open open) {
      long above = rows(open.screenColumns()).stream().filter(row -> row.index() < index).count();
      List<Long> position = List.of(above + 1, 0L);
      neovim.callLatestTogether(
          key() + "_cursor",
          List.of(ApiCall.of("nvim_win_set_cursor", open.window().id(), position)));
    }
  }

  public boolean isClosed() {
    return state instanceof State.Closed;
  }

  /// Makes the buffer and asks for what the window needs to know, then opens it.
  void open() {
    var _ =
        neovim
            .callTogether(
                List.of(
                    ApiCall.of("nvim_create_buf", false, true),
                    ApiCall.of("nvim_create_namespace", "lofi"),
                    ApiCall.of("nvim_get_option_value", "columns", Map.of()),
                    ApiCall.of("nvim_get_option_value", "lines", Map.of()),
                    ApiCall.of("nvim_list_chans")))
            .thenCompose(this::openWindow)
            .exceptionally(this::hasFailed);
  }

  void keyPressed(int keyIndex, int row) {
    if (keyIndex >= 0 && keyIndex < keys.size() && state instanceof State.Open open) {
      List<FloatContent.Row> rows = rows(open.screenColumns());
      if (row >= 0 && row < rows.size()) {
        keys.get(keyIndex).action().accept(rows.get(row).index());
      }
    }
  }

  private List<FloatContent.Row> rows(int screenColumns) {
    return content.rows(FloatGeometry.wrapColumns(screenColumns));
  }

  void screenResized(int columns, int lines) {
    if (state instanceof State.Open(Buffer buffer, Window window, long namespace, _, _)) {
      state = new State.Open(buffer, window, namespace, columns, lines);
      redraw();
    }
  }

  /// The window is gone, by us or by the user.
  void hasClosed() {
    if (!isClosed()) {
      state = new State.Closed();
      onClosed.run();
    }
  }

  private CompletableFuture<State> openWindow(List<@Nullable Object> facts) {
    Buffer buffer = Buffer.from(facts.get(0));
    if (isClosed()) {
      neovim.callLatestTogether(
          key(), List.of(ApiCall.of("nvim_buf_delete", buffer.id(), Map.of("force", true))));
      return CompletableFuture.completedFuture(state);
    }
    long namespace = number(facts.get(1));
    int columns = (int) number(facts.get(2));
    int lines = (int) number(facts.get(3));
    FloatContent shown = content;

    List<ApiCall> calls = new ArrayList<>(drawing(buffer, namespace, columns));
    int openCall = calls.size();
    calls.add(ApiCall.of("nvim_open_win", buffer.id(), true, config(columns, lines)));
    calls.addAll(options(buffer));
    calls.addAll(mappings(buffer, neovim.channelIn(facts.get(4))));
    calls.addAll(reports(buffer, neovim.channelIn(facts.get(4))));
    return neovim
        .callTogether(calls)
        .thenApply(results -> {
          Window window = Window.from(results.get(openCall));
          hasOpened(new State.Open(buffer, window, namespace, columns, lines), shown);
          return state;
        });
  }

  private void hasOpened(State.Open open, FloatContent shown) {
    if (isClosed()) {
      neovim.callLatestTogether(
          key(), List.of(ApiCall.of("nvim_win_close", open.window().id(), true)));
      return;
    }
    state = open;
    if (!content.equals(shown)) {
      redraw();
    }
  }

  private State hasFailed(Throwable failure) {
    log().log(Level.WARNING, () -> "A float could not be opened: " + failure.getMessage());
    hasClosed();
    return state;
  }

  private void redraw() {
    if (state instanceof State.Open open) {
      List<ApiCall> calls =
          new ArrayList<>(drawing(open.buffer(), open.namespace(), open.screenColumns()));
      var geometry = FloatGeometry.of(content, open.screenColumns(), open.screenLines());
      calls.add(ApiCall.of("nvim_win_set_config", open.window().id(), geometry.config()));
      neovim.callLatestTogether(key(), calls);
    }
  }

  /// Calls that put `content` into the buffer, whatever it held before.
  private List<ApiCall> drawing(Buffer buffer, long namespace, int screenColumns) {
    List<ApiCall> calls = new ArrayList<>();
    List<Line> lines = rows(screenColumns).stream().map(FloatContent.Row::line).toList();
    calls.add(bufferOption(buffer, "modifiable", true));
    calls.add(
        ApiCall.of(
            "nvim_buf_set_lines",
            buffer.id(),
            0,
            -1,
            false,
            lines.stream().map(Line::text).toList()));
    calls.add(ApiCall.of("nvim_buf_clear_namespace", buffer.id(), namespace, 0, -1));
    for (int row = 0; row < lines.size(); row++) {
      for (Line.Mark mark : lines.get(row).marks()) {
        Map<String, Object> extent =
            Map.of("end_col", mark.endByte(), "hl_group", mark.highlight());
        calls.add(
            ApiCall.of(
                "nvim_buf_set_extmark", buffer.id(), namespace, row, mark.startByte(), extent));
      }
    }
    calls.add(bufferOption(buffer, "modifiable", false));
    return calls;
  }

  private Map<String, Object> config(int screenColumns, int screenLines) {
    Map<String, Object> config = FloatGeometry.of(content, screenColumns, screenLines).config();
    config.put("style", "minimal");
    config.put("border", "rounded");
    config.put("title", " " + content.title() + " ");
    config.put("title_pos", "center");
    return config;
  }

  private static List<ApiCall> options(Buffer buffer) {
    return List.of(
        bufferOption(buffer, "bufhidden", "wipe"),
        bufferOption(buffer, "filetype", "lofi"),
        windowOption("wrap", false),
        windowOption("list", true), // Marks a line that is longer than the window.
        windowOption("listchars", "extends:>"));
  }

  private static ApiCall windowOption(String name, Object value) {
    return ApiCall.of("nvim_set_option_value", name, value, Map.of("scope", "local", "win", 0));
  }

  private static ApiCall bufferOption(Buffer buffer, String name, Object value) {
    return ApiCall.of("nvim_set_option_value", name, value, Map.of("buf", buffer.id()));
  }

  private List<ApiCall> mappings(Buffer buffer, long channel) {
    List<ApiCall> calls = new ArrayList<>();
    calls.add(mapping(buffer, "q", "<Cmd>close<CR>"));
    calls.add(mapping(buffer, "<Esc>", "<Cmd>close<CR>"));
    for (int i = 0; i < keys.size(); i++) {
      String tell =
          "<Cmd>silent! call rpcnotify(%d, '%s', %d, %d, line('.') - 1)<CR>"
              .formatted(channel, Floats.KEY_PRESSED, id, i);
      calls.add(mapping(buffer, keys.get(i).lhs(), tell));
    }
    return calls;
  }

  private static ApiCall mapping(Buffer buffer, String lhs, String rhs) {
    Map<String, Object> manner = Map.of("nowait", true, "silent", true, "noremap", true);
    return ApiCall.of("nvim_buf_set_keymap", buffer.id(), "n", lhs, rhs, manner);
  }

  /// Autocommands that tell us when the screen is resized and when the window is gone.
  private List<ApiCall> reports(Buffer buffer, long channel) {
    String group = key();
    String resized =
        "silent! call rpcnotify(%d, '%s', %d, &columns, &lines)"
            .formatted(channel, Floats.SCREEN_RESIZED, id);
    String closed =
        "silent! call rpcnotify(%d, '%s', %d) | silent! autocmd! %s"
            .formatted(channel, Floats.CLOSED, id, group);
    return List.of(
        ApiCall.of("nvim_create_augroup", group, Map.of("clear", true)),
        ApiCall.of("nvim_create_autocmd", "VimResized", Map.of("group", group, "command", resized)),
        ApiCall.of(
            "nvim_create_autocmd",
            "BufWipeout",
            Map.of("group", group, "buffer", buffer.id(), "command", closed)));
  }

  private String key() {
    return "lofi_float_" + id;
  }

  private static long number(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("Expected a number, not " + value);
  }

  /// Asked for when there is something to say: Java's logging takes 17 ms to wake up.
  private static Logger log() {
    return System.getLogger("lofi.nvim");
  }
}
