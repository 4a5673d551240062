package lofi.app;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lofi.editor.Editor;
import lofi.nvim.CommandSpec;
import lofi.nvim.Floats;
import lofi.nvim.HostRegistration;
import lofi.nvim.Neovim;
import lofi.playback.output.JavaSound;
import lofi.rpc.RpcChannel;
import lofi.rpc.StandardStreams;
import org.jspecify.annotations.Nullable;

/// The program as a table of contents: what is started, in which order, and how it ends.
///
/// Neovim's pipe is read from the first moment on, and the sound device is got ready beside
/// everything else. When the options have come, the music may begin, and the rest is wired.
final class Host {
  /// Neovim would wait 2 s for us when it leaves; nobody should notice.
  private static final Duration PATIENCE_AT_THE_END = Duration.ofMillis(400);

  private static final Duration PATIENCE_OF_TRAINING = Duration.ofMinutes(2);

  private static final String HANDSHAKE = "return require('lofi.host').handshake(...)";

  private final LaunchOptions options;
  private final ControlThread control = new ControlThread();
  private final Reception reception = new Reception();
  private final Lifecycle lifecycle = lifecycle();
  private final RpcChannel channel;
  private final Neovim neovim;
  private final Floats floats;

  Host(LaunchOptions options, StandardStreams wire) {
    this.options = options;
    this.channel = new RpcChannel("lofi-rpc", wire.in(), wire.out(), control);
    this.neovim = new Neovim(channel);
    this.floats = new Floats(neovim);
  }

  void start() {
    JavaSound.warmUp(Threads.output());
    listen();
    shakeHands();
  }

  /// A training run leaves by the front door, since Java writes the AOT cache on its way out.
  private static Lifecycle lifecycle() {
    boolean isTraining = Boolean.getBoolean("lofi.training");
    var lifecycle =
        new Lifecycle(
            isTraining ? PATIENCE_OF_TRAINING : PATIENCE_AT_THE_END,
            Threads.end(),
            code -> leave(code, isTraining));
    if (!isTraining) {
      lifecycle.endOnSignal();
    }
    return lifecycle;
  }

  private static void leave(int code, boolean isTraining) {
    if (isTraining) {
      System.exit(code);
    } else {
      Runtime.getRuntime().halt(code);
    }
  }

  private void listen() {
    HostRegistration registration = new HostRegistration(List.of(CommandSpec.LOFI));
    channel.start(
        registration.answersBefore(reception::request),
        registration.handlerBefore(
            reception::command, floats.handlerBefore(reception::notification)),
        () -> lifecycle.end(0));
    lifecycle.onEnd("the programs that it started", Host::endPrograms);
    lifecycle.onEnd("the channel to Neovim", channel::close);
  }

  /// None of them would notice if it hung.
  private static void endPrograms() {
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
  }

  /// Written last, and so removed first: leaving a stale one behind would be a lie.
  private void write(PidFile file) {
    try {
      file.write();
      lifecycle.onEnd("the PID file", file::remove);
      Threads.diskTasks().execute(file::sweepStale);
    } catch (IOException e) {
      log().log(Level.WARNING, "The PID file cannot be written", e);
    }
  }

  private void shakeHands() {
    neovim.introduce(Main.VERSION);
    var _ =
        neovim
            .lua(HANDSHAKE, Map.of("version", Main.VERSION, "pid", ProcessHandle.current().pid()))
            .thenAccept(this::open)
            .exceptionally(this::giveUp);
  }

  /// Runs on `lofi-control`, as everything that follows.
  private void open(@Nullable Object answer) {
    Welcome welcome = Welcome.read(answer);
    Overture overture = new Overture(welcome.settings(), welcome.faders(), control);
    lifecycle.onEnd("the sound", overture::end);
    if (!reception.isAskedForMusic() || !overture.begin(() -> tryToWire(welcome, overture))) {
      Threads.render().newThread(new Rehearsal()).start();
      wire(welcome, overture);
    }
  }

  private void tryToWire(Welcome welcome, Overture overture) {
    try {
      wire(welcome, overture);
    } catch (RuntimeException | Error e) {
      giveUp(e);
    }
  }

  private void wire(Welcome welcome, Overture overture) {
    openLog(welcome);
    log().log(Level.DEBUG, "The options have come");
    Injector injector = inject(welcome, overture);
    Session session = injector.getInstance(Session.class);
    session.begin();
    log().log(Level.DEBUG, "Everything is wired");
    reception.open(injector.getInstance(Editor.class), session::isAsked);
    options.pidFile().map(PidFile::new).ifPresent(this::write);
  }

  private static void openLog(Welcome welcome) {
    LogFile.setLevel(welcome.settings().daemon().logLevel());
    welcome
        .logFile()
        .ifPresent(file -> {
          try {
            LogFile.open(file);
          } catch (IOException e) {
            log().log(Level.WARNING, "The log file cannot be written: " + e.getMessage());
          }
        });
  }

  private Injector inject(Welcome welcome, Overture overture) {
    return Guice.createInjector(
        Stage.DEVELOPMENT,
        new HostModule(options, control, lifecycle, neovim, floats),
        new SettingsModule(welcome.settings()),
        overture.playback(),
        new LibraryModule(),
        overture.music(),
        new RadioModule(),
        new ModelModule(welcome.logFile()),
        new EditorModule(welcome.stateFolder()));
  }

  private @Nullable Void giveUp(Throwable failure) {
    log().log(Level.ERROR, "The host cannot start", failure);
    lifecycle.end(1);
    return null;
  }

  /// Asked for when there is something to say: Java's logging takes 17 ms to wake up.
  private static Logger log() {
    return System.getLogger("lofi.app");
  }
}
