package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import lofi.nvim.NeovimProcess;
import lofi.rpc.NotificationHandler;
import lofi.rpc.RpcChannel;
import org.jspecify.annotations.Nullable;

/// A real Neovim with the plugin, a screen that a test can read, and a home of its own.
///
/// Everything that a user would be told is kept in `told()` and everything that a script would hear
/// in `heard()`.
final class Editor implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(20);

  /// Keeps messages and events, so that tests can ask for them at any time.
  private static final String RECORDER =
      """
      _G.told, _G.heard, _G.notify = {}, {}, vim.notify
      vim.notify = function(text, level) table.insert(_G.told, ('%d %s'):format(level or 2, text)) end
      vim.api.nvim_create_autocmd('User', { pattern = 'Lofi*', callback = function(ev)
        if ev.match ~= 'LofiStatusline' then
          table.insert(_G.heard, { name = ev.match, data = ev.data or vim.empty_dict() })
        end
      end })
      """;

  private final Path home;
  private final Process process;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final RpcChannel channel;
  private final Screen screen = new Screen();

  /// How to start one.
  static final class Starter {
    private final Path home;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String binary = System.getProperty("nvim.bin", "nvim");
    private String init = "";
    private int columns = 80;
    private int rows = 24;
    private NotificationHandler news = (_, _) -> {};

    private Starter(Path home) {
      this.home = home;
    }

    /// The oldest Neovim that we test.
    Starter oldest() {
      binary = System.getProperty("nvim.old", "nvim");
      return this;
    }

    Starter size(int newColumns, int newRows) {
      columns = newColumns;
      rows = newRows;
      return this;
    }

    /// Lua at the end of the user's init.lua.
    Starter init(String lua) {
      init = lua;
      return this;
    }

    /// Lets the stream begin as this prompt and seed say.
    Starter stream(String prompt, long seed) {
      return init(
          "vim.g.lofi = { defaults = { prompt = '%s', seed = %d } }".formatted(prompt, seed));
    }

    Starter environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /// Hears what Neovim tells this channel, as a host would.
    Starter news(NotificationHandler handler) {
      news = handler;
      return this;
    }

    Editor open() throws Exception {
      return new Editor(this);
    }
  }

  static Starter in(Path home) {
    return new Starter(home);
  }

  private Editor(Starter starter) throws Exception {
    home = starter.home;
    process =
        NeovimProcess.start(
            List.of(starter.binary), home, RECORDER + starter.init, starter.environment);
    channel = new RpcChannel("neovim", process.getInputStream(), process.getOutputStream(), thread);
    NotificationHandler news = starter.news;
    channel.start(
        (method, _) -> CompletableFuture.failedFuture(new AssertionError("asked for " + method)),
        (String method, List<@Nullable Object> arguments) -> {
          if (method.equals("redraw")) {
            screen.redraw(arguments);
          } else {
            news.handle(method, arguments);
          }
        },
        () -> {});
    Map<String, Object> manner = Map.of("ext_linegrid", true, "rgb", true);
    channel.call("nvim_ui_attach", PATIENCE, starter.columns, starter.rows, manner);
    eventually("Neovim has started", () -> Long.valueOf(1).equals(eval("v:vim_did_enter")));
  }

  /// The test's own end of the pipe, with which it could play a host.
  RpcChannel channel() {
    return channel;
  }

  /// Where that channel's handlers run.
  ExecutorService thread() {
    return thread;
  }

  // What a user does

  /// Runs an Ex command and waits until Neovim has done it.
  void runs(String command) throws InterruptedException {
    channel.call("nvim_command", PATIENCE, command);
  }

  /// Presses keys, in the notation of mappings.
  void types(String keys) throws InterruptedException {
    channel.call("nvim_input", PATIENCE, keys);
  }

  /// Types a command on the command line.
  void enters(String command) throws InterruptedException {
    types(":" + command + "<CR>");
  }

  @Nullable Object lua(String code, @Nullable Object... arguments) throws InterruptedException {
    return channel.call("nvim_exec_lua", PATIENCE, code, Arrays.asList(arguments));
  }

  double number(String code) throws InterruptedException {
    return lua(code) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Nullable Object eval(String expression) throws InterruptedException {
    return channel.call("nvim_eval", PATIENCE, expression);
  }

  // What a user sees

  void shows(String text) throws InterruptedException {
    assertTrue(
        screen.shows(text, PATIENCE),
        () -> "Not on the screen: " + text + "\n" + screen.text() + tail("nvim.stderr"));
  }

  void showsNoMore(String text) throws InterruptedException {
    eventually("gone from the screen: " + text, () -> !screen().contains(text));
  }

  String screen() {
    return screen.text();
  }

  /// All that was told through `vim.notify`, each with its level in front.
  List<String> told() throws InterruptedException {
    return texts(lua("return _G.told"));
  }

  /// The warnings and errors among what was told.
  List<String> complaints() throws InterruptedException {
    return told().stream().filter(message -> message.matches("(?s)[34] .*")).toList();
  }

  /// Waits for a message that has this in it, and returns it.
  String isTold(String part) throws InterruptedException {
    eventually(
        "a message with \"" + part + "\"",
        () -> told().stream().anyMatch(message -> message.contains(part)));
    return told().stream().filter(message -> message.contains(part)).findFirst().orElseThrow();
  }

  /// The names of all events so far, such as `LofiPlaybackStart`.
  List<String> heard() throws InterruptedException {
    return texts(lua("return vim.tbl_map(function(event) return event.name end, _G.heard)"));
  }

  /// Waits for an event, and returns the data of the latest.
  Map<?, ?> hears(String event) throws InterruptedException {
    eventually("the event " + event, () -> heard().contains(event));
    Object data =
        lua(
            """
            for i = #_G.heard, 1, -1 do
              if _G.heard[i].name == ... then return _G.heard[i].data end
            end
            """,
            event);
    return data instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<String> texts(@Nullable Object values) {
    return values instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  /// Waits until Lua code returns something true.
  void eventually(String what, String condition) throws InterruptedException {
    eventually(what, () -> Boolean.TRUE.equals(lua("return (" + condition + ") == true")));
  }

  @FunctionalInterface
  interface Condition {
    boolean holds() throws InterruptedException;
  }

  void eventually(String what, Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        fail("Never came: " + what + "\n" + explanation());
      }
      Thread.sleep(POLL);
    }
  }

  private String explanation() throws InterruptedException {
    return "told: "
        + told()
        + "\nheard: "
        + heard()
        + "\n"
        + screen()
        + tail("state/nvim/lofi.log");
  }

  private String tail(String file) {
    try {
      List<String> lines = Files.readAllLines(home.resolve(file));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  // Its processes

  Processes processes() {
    return new Processes(home);
  }

  void quits() {
    channel.notify("nvim_command", "qa!");
  }

  /// SIGKILL, as by the kernel when memory runs out.
  void isKilled() {
    process.destroyForcibly();
  }

  void isSuspended() throws Exception {
    signal("STOP");
  }

  void isContinued() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    quits();
    process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    channel.close();
    thread.shutdownNow();
    processes().killAll();
  }
}
