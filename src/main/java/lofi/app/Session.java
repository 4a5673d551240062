package lofi.app;

import jakarta.inject.Inject;
import java.time.Duration;
import lofi.editor.EventPublisher;
import lofi.editor.HostControl;
import lofi.editor.MissingLame;
import lofi.editor.ModelJobs;
import lofi.editor.PlayingElsewhere;
import lofi.editor.Ui;
import lofi.generation.GenerationQueue;
import lofi.library.Library;
import lofi.musicgen.ModelWorker;
import lofi.playback.Player;
import lofi.radio.Radio;
import lofi.radio.RadioStatus;
import lofi.settings.UserSettings;

/// Begins and ends what lives as long as the host, and passes changed options round.
final class Session implements HostControl {
  private static final Duration POSITION_TICK = Duration.ofSeconds(1);

  private final ControlThread control;
  private final Lifecycle lifecycle;
  private final Library library;
  private final GenerationQueue queue;
  private final Player player;
  private final Radio radio;
  private final EventPublisher events;
  private final PlayingElsewhere playingElsewhere;
  private final MissingLame missingLame;
  private final Ui ui;
  private final IdleTimeout idleTimeout;
  private final GeneratorChoice choice;
  private final ModelWorker worker;
  private final ModelJobs models;
  private final NextOpening nextOpening;

  @Inject
  Session(
      LaunchOptions options,
      ControlThread control,
      Lifecycle lifecycle,
      Library library,
      GenerationQueue queue,
      Player player,
      Radio radio,
      EventPublisher events,
      PlayingElsewhere playingElsewhere,
      MissingLame missingLame,
      Ui ui,
      GeneratorChoice choice,
      ModelWorker worker,
      ModelJobs models,
      NextOpening nextOpening) {
    this.control = control;
    this.lifecycle = lifecycle;
    this.library = library;
    this.queue = queue;
    this.player = player;
    this.radio = radio;
    this.events = events;
    this.playingElsewhere = playingElsewhere;
    this.missingLame = missingLame;
    this.ui = ui;
    this.idleTimeout = new IdleTimeout(options.idleTimeout(), this::isBusy, this::shutDown);
    this.choice = choice;
    this.worker = worker;
    this.models = models;
    this.nextOpening = nextOpening;
  }

  void begin() {
    library.load();
    choice.choose(events::publishState);
    events.follow(radio, queue, player);
    playingElsewhere.follow(radio);
    nextOpening.follow(radio);
    missingLame.check(library.settings());
    models.tellWhatWasBrokenOff();
    lifecycle.onEnd("the model worker", worker::close);
    idleTimeout.startOn(control);
    Runnable _ = control.every(POSITION_TICK, events::correctPosition);
    Runnable _ =
        control.every(
            HeapTrim.TICK, new HeapTrim(Runtime.getRuntime()::totalMemory, System::gc)::tick);
  }

  /// Neovim said something.
  void isAsked() {
    idleTimeout.touch();
  }

  @Override
  public void reconfigure(UserSettings settings) {
    LogFile.setLevel(settings.daemon().logLevel());
    queue.configure(settings.generation());
    nextOpening.settingsChanged();
    radio.configure(settings.radio());
    radio.configure(settings.prefetch());
    radio.configure(settings.effects());
    player.reconfigure(settings.playback());
    library.configure(settings.library());
    missingLame.check(settings.library());
    ui.configure(settings.ui());
  }

  @Override
  public void shutDown() {
    lifecycle.end(0);
  }

  private boolean isBusy() {
    RadioStatus status = radio.status();
    return status.state() == RadioStatus.State.PLAYING
        || status.queue().current().isPresent()
        || models.isBusy();
  }
}
