package lofi.editor;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import lofi.library.Json;
import lofi.nvim.CommandCall;
import lofi.nvim.FakeNeovim;
import lofi.nvim.Floats;
import lofi.nvim.Neovim;
import lofi.radio.ManualTicker;
import lofi.radio.Session;
import lofi.rpc.RpcChannel;
import lofi.rpc.RpcException;
import lofi.settings.UiSettings;
import lofi.settings.UserSettings;
import org.jspecify.annotations.Nullable;

/// An editor's side of the host with a Neovim on the other end of a real pipe and a radio without
/// sound. The test's thread is `lofi-control`.
final class Desk implements AutoCloseable {
  static final UiSettings USUAL_UI =
      new UiSettings(
          true, 2, UiSettings.Progress.CMDLINE, true, new UiSettings.Icons("▶", "⏸", "◌", "♪"));

  private static final String BARRIER = "return 'everything before has been heard'";

  /// One call of Lua in Neovim.
  record LuaCall(String code, List<@Nullable Object> arguments) {}

  /// An event as scripts in Neovim would hear it, and the state that they would find then.
  record Told(String name, Map<?, ?> data, Map<?, ?> state) {
    @Override
    public String toString() {
      return name + " " + data.get("track_id");
    }
  }

  final FakeNeovim nvim = new FakeNeovim();
  final Session session;
  final Floats floats;
  final ManualTicker floatTicker = new ManualTicker();
  final List<UserSettings> reconfigured = new ArrayList<>();
  final Editor editor;
  final Ui ui;
  final EventPublisher publisher;
  int shutdowns;

  private final ControlQueue control = new ControlQueue();
  private final RpcChannel channel = nvim.hostChannel(control);
  private final Neovim neovim = new Neovim(channel);
  private final List<LuaCall> luaCalls = new ArrayList<>();

  Desk(Path folder) throws InterruptedException {
    session = new Session(folder.resolve("cache"));
    floats = new Floats(neovim);
    Events events = new Events(neovim);
    UserMessages messages = new UserMessages(neovim, events, USUAL_UI);
    StatuslineText statusline = new StatuslineText(USUAL_UI);
    ProgressLine progress = new ProgressLine(neovim, USUAL_UI);
    StatusReport report =
        new StatusReport(session.radio, session.queue, session.library, session.player, statusline);
    publisher = new EventPublisher(events, neovim, report, messages, progress);
    ui = new Ui(messages, progress, statusline);
    editor =
        new Editor(
            new Commands(
                Set.of(
                    new ToggleCommand(session.radio),
                    new PlayCommand(session.radio, session.library, messages),
                    new GenerateCommand(session.radio, messages),
                    new VolumeCommand(session.radio, messages),
                    new StatusCommand(
                        floats,
                        new StatusFloat(session.radio, session.player, session.library),
                        session.radio,
                        floatTicker)),
                session.radio),
            new Methods(
                Set.of(
                    new PlaybackMethods(session.radio, session.player, session.library),
                    new PlaylistMethods(session.radio, session.library),
                    new GenerationMethods(session.radio, session.queue),
                    new LibraryMethods(session.library),
                    new HostMethods(report, new Host()))),
            messages);
    connect();
  }

  private void connect() throws InterruptedException {
    nvim.answers("nvim_exec_lua", call -> BARRIER.equals(call.getFirst()) ? true : null);
    channel.start(
        editor::request,
        floats.handlerBefore((method, arguments) -> editor.notification(method, arguments)),
        () -> {});
    neovim.introduce("0.1.0");
    publisher.follow(session.radio, session.queue, session.player);
    settle();
  }

  /// The user types `:Lofi` and these words, with a bang if they begin with one.
  void types(String words) throws InterruptedException {
    boolean isForced = words.startsWith("!");
    String line = (isForced ? words.substring(1) : words).strip();
    List<String> arguments = line.isEmpty() ? List.of() : Arrays.asList(line.split(" "));
    editor.command(new CommandCall("Lofi", arguments, isForced));
    settle();
  }

  /// A script asks over the channel and waits for the result.
  @Nullable Object asks(String method, Map<String, ?> params) throws InterruptedException {
    return asks(method, List.of(params));
  }

  @Nullable Object asks(String method, List<?> arguments) throws InterruptedException {
    CompletableFuture<@Nullable Object> answer =
        CompletableFuture.supplyAsync(() -> askInPatience(method, arguments));
    control.runUntilDone(answer, session::settle);
    settle();
    return answer.join();
  }

  /// A script asks for something that is refused, and gets this error object.
  Map<String, Object> isRefused(String method, Map<String, ?> params) throws Exception {
    return isRefused(method, List.of(params));
  }

  Map<String, Object> isRefused(String method, List<?> arguments) throws Exception {
    try {
      throw new AssertionError(method + " was not refused: " + asks(method, arguments));
    } catch (CompletionException e) {
      String text = String.valueOf(requireNonNull(e.getCause()).getMessage());
      return Json.readObject(text.substring(text.indexOf('{')));
    }
  }

  private @Nullable Object askInPatience(String method, List<?> arguments) {
    try {
      return nvim.asks(method, arguments.toArray());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (RpcException e) {
      throw new CompletionException(e);
    }
  }

  /// A script tells and does not wait.
  void tells(String method, Map<String, ?> params) throws InterruptedException {
    nvim.tells(method, params);
    settle();
  }

  /// Lets everything on its way arrive, in both directions.
  void settle() throws InterruptedException {
    for (int trip = 0; trip < 4; trip++) {
      session.settle();
      control.runUntilDone(neovim.lua(BARRIER), session::settle);
      control.runAll();
    }
    while (nvim.waitingCalls("nvim_exec_lua") > 0) {
      List<@Nullable Object> call = nvim.nextCall("nvim_exec_lua");
      if (!BARRIER.equals(call.getFirst())) {
        luaCalls.add(
            new LuaCall(String.valueOf(call.getFirst()), new ArrayList<>((List<?>) call.get(1))));
      }
    }
  }

  /// Forgets what Neovim was told so far.
  void forgetThePast() {
    luaCalls.clear();
  }

  List<LuaCall> luaCalls(String part) {
    return luaCalls.stream().filter(call -> call.code().contains(part)).toList();
  }

  List<Told> events() {
    List<Told> told = new ArrayList<>();
    Map<?, ?> state = Map.of();
    for (LuaCall call : luaCalls) {
      if (call.code().contains("lofi.state")) {
        state = (Map<?, ?>) call.arguments().getFirst();
      } else if (call.code().contains("lofi.events")) {
        told.add(
            new Told((String) call.arguments().get(0), (Map<?, ?>) call.arguments().get(1), state));
      }
    }
    return told;
  }

  List<Told> events(String name) {
    return events().stream().filter(event -> event.name().equals(name)).toList();
  }

  /// What the user was told, in order.
  List<String> messages() {
    return luaCalls("vim.notify").stream()
        .map(call -> String.valueOf(call.arguments().getFirst()))
        .toList();
  }

  /// The only message there was.
  String message() {
    assertEquals(1, messages().size(), () -> "messages: " + messages());
    return messages().getFirst();
  }

  Map<?, ?> state() {
    return (Map<?, ?>) luaCalls("lofi.state").getLast().arguments().getFirst();
  }

  /// The lines of the float that was drawn last.
  List<String> floatLines() throws InterruptedException {
    Optional<List<String>> last = Optional.empty();
    while (nvim.waitingCalls("nvim_buf_set_lines") > 0) {
      List<?> lines = (List<?>) nvim.nextCall("nvim_buf_set_lines").get(4);
      last = Optional.of(lines.stream().map(String::valueOf).toList());
    }
    return last.orElseThrow(() -> new AssertionError("no float was drawn"));
  }

  @Override
  public void close() throws IOException {
    channel.close();
    nvim.close();
  }

  private final class Host implements HostControl {
    @Override
    public void reconfigure(UserSettings settings) {
      reconfigured.add(settings);
    }

    @Override
    public void shutDown() {
      shutdowns++;
    }
  }
}
