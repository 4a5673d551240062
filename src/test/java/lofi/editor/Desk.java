package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import lofi.json.Json;
import lofi.library.ManualExecutor;
import lofi.nvim.CommandCall;
import lofi.nvim.FakeNeovim;
import lofi.nvim.Floats;
import lofi.nvim.LuaCall;
import lofi.nvim.Neovim;
import lofi.nvim.PeerNeovim;
import lofi.radio.ManualTicker;
import lofi.radio.Session;
import lofi.rpc.ErrorReply;
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

  /// An event as scripts in Neovim would hear it, and the state that they would find then.
  record Told(String name, Map<?, ?> data, Map<?, ?> state) {
    @Override
    public String toString() {
      return name + " " + data.get("track_id");
    }
  }

  final Session session;
  final Floats floats;
  final ManualTicker floatTicker = new ManualTicker();
  final FakeModels models = new FakeModels();
  final ModelJobs jobs;
  final List<UserSettings> reconfigured = new ArrayList<>();
  final Editor editor;
  final Ui ui;
  final EventPublisher publisher;
  final Map<String, Object> answers = new ConcurrentHashMap<>(Map.of(BARRIER, true));
  int shutdowns;

  private final ControlQueue control = new ControlQueue();
  private final ManualExecutor diskTasks = new ManualExecutor();
  private final PeerNeovim peer;
  private final RpcChannel channel;
  private final Neovim neovim;
  private final List<LuaCall> luaCalls = new ArrayList<>();

  Desk(Path folder) throws InterruptedException {
    this(folder, new FakeNeovim());
  }

  Desk(Path folder, PeerNeovim peer) throws InterruptedException {
    this.peer = peer;
    channel = peer.hostChannel(control);
    neovim = new Neovim(channel);
    session = new Session(folder.resolve("cache"));
    floats = new Floats(neovim);
    Events events = new Events(neovim);
    UserMessages messages = new UserMessages(neovim, events, USUAL_UI);
    StatuslineText statusline = new StatuslineText(USUAL_UI);
    ProgressLine progress = new ProgressLine(neovim, USUAL_UI);
    StateFolder state = new StateFolder(folder.resolve("state"));
    DiskWork disk = new DiskWork(diskTasks, control);
    KnownDevices devices = new KnownDevices(session.player);
    PromptHistory prompts = new PromptHistory(state, disk);
    StatusReport report =
        new StatusReport(
            session.radio,
            session.queue,
            session.library,
            session.player,
            statusline,
            devices,
            prompts,
            models,
            new RunningPosition(session.clock::nanoTime),
            session.clock);
    publisher = new EventPublisher(events, neovim, report, messages, progress, devices, prompts);
    CancelCommand cancel = new CancelCommand(session.queue, messages);
    TrackList tracks = new TrackList(floats, floatTicker, session.radio, session.library, messages);
    new PlayingElsewhere(state, disk, messages).follow(session.radio);
    ui = new Ui(messages, progress, statusline);
    jobs = new ModelJobs(models, messages, progress, events);
    editor =
        new Editor(
            new Commands(
                Set.of(
                    new ToggleCommand(session.radio),
                    new PlayCommand(session.radio, session.library, messages),
                    new GenerateCommand(session.radio, prompts, messages),
                    new VolumeCommand(session.radio, messages),
                    new MixCommand(session.radio, messages),
                    new StatusCommand(
                        floats,
                        new StatusFloat(
                            session.radio, session.player, session.library, session.queue, jobs),
                        session.radio,
                        floatTicker),
                    new KeepCommand(session.radio, messages),
                    new QueueCommand(
                        floats, session.queue, cancel, session.radio, messages, floatTicker),
                    cancel,
                    new DeviceCommand(session.player, messages),
                    new ListCommand(neovim, tracks),
                    new CacheCommand(session.library, neovim, messages),
                    new ModelCommand(models, jobs, floats, neovim, messages),
                    new DaemonCommand(neovim, messages)),
                session.radio,
                neovim),
            new Methods(
                Set.of(
                    new PlaybackMethods(session.radio, session.player, session.library),
                    new MixMethods(session.radio),
                    new PlaylistMethods(session.radio, session.library),
                    new GenerationMethods(session.radio, session.queue, prompts),
                    new LibraryMethods(session.library, disk, messages),
                    new ModelMethods(jobs),
                    new HostMethods(report, new Host(), neovim))),
            messages);
    connect();
  }

  private void connect() throws InterruptedException {
    if (peer instanceof FakeNeovim fake) {
      fake.answers("nvim_exec_lua", call -> answers.get(String.valueOf(call.getFirst())));
    }
    channel.start(
        editor::request,
        floats.handlerBefore((method, arguments) -> editor.notification(method, arguments)),
        () -> {});
    neovim.introduce("0.1.0");
    publisher.follow(session.radio, session.queue, session.player);
    settle();
  }

  PeerNeovim peer() {
    return peer;
  }

  FakeNeovim nvim() {
    return (FakeNeovim) peer;
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
    control.runUntilDone(answer, this::settleHere);
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
      String text = Objects.requireNonNull(e.getMessage());
      return Json.readObject(text.substring(text.indexOf('{')));
    }
  }

  /// The member `data` of an error object.
  static Map<?, ?> dataOf(Map<String, Object> error) {
    return (Map<?, ?>) Objects.requireNonNull(error.get("data"));
  }

  private @Nullable Object askInPatience(String method, List<?> arguments) {
    try {
      return peer.asks(method, arguments.toArray());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (RpcException | ErrorReply e) {
      throw new CompletionException(e);
    }
  }

  /// A script tells and does not wait.
  void tells(String method, Map<String, ?> params) throws InterruptedException {
    peer.tells(method, params);
    settle();
  }

  /// Lets everything on its way arrive, in both directions.
  void settle() throws InterruptedException {
    settleHere();
    for (int trip = 0; trip < 4; trip++) {
      control.runUntilDone(neovim.lua(BARRIER), this::settleHere);
    }
    peer.newLuaCalls().stream().filter(call -> !BARRIER.equals(call.code())).forEach(luaCalls::add);
  }

  /// Lets everything that is on its way on this side arrive.
  void settleHere() {
    session.settle();
    if (diskTasks.runAll()) {
      control.runAll();
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
        state = stateIn(call).orElse(state);
        told.add(
            new Told((String) call.arguments().get(0), (Map<?, ?>) call.arguments().get(1), state));
      }
    }
    return told;
  }

  List<Told> events(String name) {
    return events().stream().filter(event -> event.name().equals(name)).toList();
  }

  /// What the user was told, in order, without the advice.
  List<String> messages() {
    return luaCalls("lofi.messages").stream()
        .map(call -> String.valueOf(call.arguments().getFirst()))
        .toList();
  }

  /// The only message there was.
  String message() {
    assertEquals(1, messages().size(), () -> "messages: " + messages());
    return messages().getFirst();
  }

  /// What the getters in Neovim know by now.
  Map<?, ?> state() {
    return luaCalls("lofi.").stream().flatMap(call -> stateIn(call).stream()).toList().getLast();
  }

  /// The state that a call brings, alone or with an event.
  private static Optional<Map<?, ?>> stateIn(LuaCall call) {
    List<@Nullable Object> arguments = call.arguments();
    if (call.code().contains("lofi.state")) {
      return Optional.of((Map<?, ?>) Objects.requireNonNull(arguments.getFirst()));
    }
    return call.code().contains("lofi.events") && arguments.size() > 2
        ? Optional.of((Map<?, ?>) Objects.requireNonNull(arguments.get(2)))
        : Optional.empty();
  }

  /// The lines of the float that was drawn last.
  List<String> floatLines() throws InterruptedException {
    Optional<List<String>> last = Optional.empty();
    while (nvim().waitingCalls("nvim_buf_set_lines") > 0) {
      List<?> lines = (List<?>) nvim().nextCall("nvim_buf_set_lines").get(4);
      last = Optional.of(lines.stream().map(String::valueOf).toList());
    }
    return last.orElseThrow(() -> new AssertionError("no float was drawn"));
  }

  @Override
  public void close() throws IOException {
    channel.close();
    peer.close();
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
