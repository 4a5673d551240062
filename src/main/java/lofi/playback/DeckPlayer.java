package lofi.playback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import lofi.audio.LiveSource;
import lofi.audio.PcmSource;
import lofi.audio.QuarterSine;
import lofi.playback.PlaybackSettings.OnDeviceLoss;
import lofi.playback.output.ClockedNullOutput;
import lofi.playback.output.OutputDevice;
import lofi.playback.output.OutputStatus;
import lofi.playback.output.SoundSystem;
import org.jspecify.annotations.Nullable;

/// The player that gives each source a deck, which a feeder fills and `lofi-audio` empties.
///
/// This is its control side: it sends commands to the mixer and learns from the decks' phases what
/// came of them. All of it belongs to `lofi-control`.
public final class DeckPlayer implements Player {
  private static final int AHEAD_OF_SYNTHESIS_FRAMES = 8 * SAMPLE_RATE;
  private static final int AHEAD_OF_DISK_FRAMES = 2 * SAMPLE_RATE;
  private static final long CLOSING_MILLIS = 300;
  private static final Ending FINISHED = new Ending.Finished();

  private final QuarterSine curve = new QuarterSine();
  private final CommandQueue commands = new CommandQueue();
  private final List<PlayerListener> listeners = new ArrayList<>();
  private final List<PlayingDeck> decks = new ArrayList<>();
  private final Feeders feeders;
  private final OutputKeeper keeper;
  private final AudioLoop loop;
  private final @Nullable Thread audioThread;

  private OnDeviceLoss onDeviceLoss;
  private Optional<String> device;
  private boolean isPaused;

  /// Set by whoever closes the player; then nobody is told that the music stopped, lest they go on
  /// with the next.
  private volatile boolean isClosed;

  /// What sounds, or will sound first: the one that a join refers to.
  private @Nullable PlayingDeck lead;

  private OutputStatus output = new OutputStatus("default", SAMPLE_RATE, true, Optional.empty());

  /// A deck as the control side sees it: what has been told of it, and how to wake its feeder.
  private static final class PlayingDeck {
    final Deck deck;
    final Feeder feeder;
    boolean isToldStarted;
    boolean isStopping;

    PlayingDeck(Deck deck, Feeder feeder) {
      this.deck = deck;
      this.feeder = feeder;
    }
  }

  /// Begins with its threads running and nothing playing; the device stays closed until needed.
  public DeckPlayer(
      PlaybackSettings settings, SoundSystem sounds, PlaybackThreads threads, Executor control) {
    this(settings, sounds, new ThreadedFeeders(threads), control, threads);
  }

  /// Begins without threads of its own, for a test that takes each step itself.
  DeckPlayer(PlaybackSettings settings, SoundSystem sounds, Feeders feeders, Executor control) {
    this(settings, sounds, feeders, control, null);
  }

  private DeckPlayer(
      PlaybackSettings settings,
      SoundSystem sounds,
      Feeders feeders,
      Executor control,
      @Nullable PlaybackThreads threads) {
    var slot = new OutputSlot(new ClockedNullOutput(SAMPLE_RATE, settings.bufferMillis()));
    this.feeders = feeders;
    this.onDeviceLoss = settings.onDeviceLoss();
    this.device = settings.device();
    this.keeper = new OutputKeeper(sounds, slot, control, settings);
    this.loop =
        new AudioLoop(new Mixer(curve, (float) settings.volume()), commands, slot, keeper::wake);
    loop.setGain((float) settings.volume());
    loop.setStereo(settings.stereo());
    keeper.serve(loop, new KeeperNews());
    this.audioThread = threads == null ? null : start(threads);
  }

  @Override
  public void addListener(PlayerListener listener) {
    listeners.add(listener);
  }

  @Override
  public void play(PcmSource source) {
    if (lead != null && lead.deck.source().equals(source) && !isPaused) {
      lead.isToldStarted = false; // Whoever asks for it now has not heard that it sounds.
      keeper.wake();
      return;
    }
    isPaused = false;
    PlayingDeck opening = open(source);
    lead = opening;
    send(mixer -> mixer.play(opening.deck));
  }

  @Override
  public void crossfadeAt(PcmSource source, long frame, Duration fade) {
    PlayingDeck outgoing = lead;
    if (outgoing == null) {
      play(source);
      return;
    }
    Deck joining = open(source).deck;
    int fadeFrames =
        CrossfadeLength.frames(fade, outgoing.deck.lengthFrames(), joining.lengthFrames());
    send(mixer -> mixer.join(joining, frame, fadeFrames));
  }

  @Override
  public void crossfadeAtEnd(PcmSource source, Duration fade) {
    crossfadeAt(source, Mixer.AT_ITS_END, fade);
  }

  @Override
  public void pause() {
    if (state() == PlayerState.PLAYING) {
      isPaused = true;
      send(Mixer::pause);
    }
  }

  @Override
  public void resume() {
    if (state() == PlayerState.PAUSED) {
      isPaused = false;
      keeper.open();
      send(Mixer::resume);
    }
  }

  @Override
  public void stop() {
    isPaused = false;
    lead = null;
    decks.forEach(playing -> playing.isStopping = true);
    send(Mixer::stop);
  }

  @Override
  public void setVolume(double volume) {
    loop.setGain((float) volume);
  }

  @Override
  public void reconfigure(PlaybackSettings settings) {
    setVolume(settings.volume());
    loop.setStereo(settings.stereo());
    keeper.setBuffer(settings.bufferMillis());
    onDeviceLoss = settings.onDeviceLoss();
    if (!device.equals(settings.device())) {
      var _ = selectDevice(settings.device());
    }
  }

  @Override
  public void sourcesChanged() {
    decks.forEach(playing -> playing.feeder.wake());
  }

  @Override
  public PlayerState state() {
    if (decks.stream().allMatch(playing -> playing.isStopping)) {
      return PlayerState.STOPPED;
    }
    return isPaused ? PlayerState.PAUSED : PlayerState.PLAYING;
  }

  @Override
  public long positionFrames() {
    return decks.reversed().stream()
        .filter(playing -> playing.isToldStarted && !playing.isStopping)
        .findFirst()
        .map(playing -> Math.max(0, playing.deck.playedFrames() - loop.lagFrames()))
        .orElse(0L);
  }

  @Override
  public float level() {
    return loop.level();
  }

  @Override
  public long underruns() {
    return loop.underruns();
  }

  @Override
  public OutputStatus output() {
    return output;
  }

  @Override
  public CompletionStage<List<OutputDevice>> devices() {
    return keeper.devices();
  }

  @Override
  public CompletionStage<Boolean> selectDevice(Optional<String> name) {
    Optional<String> before = device;
    device = name;
    return keeper
        .select(name)
        .thenApply(isThere -> {
          device = isThere ? name : before;
          return isThere;
        });
  }

  @Override
  public Optional<String> chosenDevice() {
    return device;
  }

  @Override
  public void close() {
    isClosed = true;
    stop();
    loop.close();
    waitForSilence();
    keeper.close();
    decks.forEach(DeckPlayer::letGo);
  }

  /// What `lofi-audio` does, for a test that has no such thread.
  AudioLoop loop() {
    return loop;
  }

  /// What `lofi-output` does, for a test that has no such thread.
  OutputKeeper keeper() {
    return keeper;
  }

  private PlayingDeck open(PcmSource source) {
    boolean isEndless = source.lengthFrames() == PcmSource.ENDLESS;
    int aheadFrames = isEndless ? AHEAD_OF_SYNTHESIS_FRAMES : AHEAD_OF_DISK_FRAMES;
    Deck deck = new Deck(source, aheadFrames, curve);
    var feeder = new Feeder(deck, loop::wake, feeders.retakes());
    feeders.start(feeder, isEndless || source instanceof LiveSource);
    var playing = new PlayingDeck(deck, feeder);
    decks.add(playing);
    keeper.open();
    return playing;
  }

  private void send(CommandQueue.Command command) {
    commands.send(command);
    loop.wake();
  }

  private void lookAtDecks() {
    commands.sendBacklog();
    for (PlayingDeck playing : List.copyOf(decks)) {
      Deck.Phase phase = playing.deck.phase();
      if (!playing.isToldStarted && playing.deck.hasSounded()) {
        tellStarted(playing);
      }
      if (phase.isOver()) {
        tellEnded(playing, phase);
      }
    }
  }

  private void tellStarted(PlayingDeck playing) {
    playing.isToldStarted = true;
    if (!playing.isStopping && decks.indexOf(playing) > decks.indexOf(lead)) {
      lead = playing;
    }
    tell(listener -> listener.started(playing.deck.source()));
  }

  private void tellEnded(PlayingDeck playing, Deck.Phase phase) {
    decks.remove(playing);
    letGo(playing);
    if (lead == playing) {
      lead = null;
    }
    Ending ending = endingOf(playing.deck, phase);
    tell(listener -> listener.ended(playing.deck.source(), ending));
  }

  private static Ending endingOf(Deck deck, Deck.Phase phase) {
    return switch (phase) {
      case REPLACED -> new Ending.Replaced();
      case STOPPED -> new Ending.Stopped();
      case WAITING, SOUNDING, FINISHED -> deck.failure().map(DeckPlayer::failed).orElse(FINISHED);
    };
  }

  private static Ending failed(String reason) {
    return new Ending.Failed(reason);
  }

  private static void letGo(PlayingDeck playing) {
    playing.deck.letGo();
    playing.feeder.wake();
  }

  private void tell(Consumer<PlayerListener> news) {
    if (!isClosed) {
      List.copyOf(listeners).forEach(news);
    }
  }

  private Thread start(PlaybackThreads threads) {
    threads.output().newThread(keeper).start();
    Thread audio = threads.audio().newThread(loop);
    audio.start();
    return audio;
  }

  private void waitForSilence() {
    try {
      if (audioThread != null) {
        audioThread.join(CLOSING_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class KeeperNews implements OutputKeeper.Listener {
    @Override
    public void decksMoved() {
      lookAtDecks();
    }

    @Override
    public void outputChanged(OutputStatus status) {
      output = status;
      tell(listener -> listener.outputChanged(status));
    }

    @Override
    public void deviceCarriedAway() {
      if (onDeviceLoss == OnDeviceLoss.PAUSE && state() == PlayerState.PLAYING) {
        pause();
        tell(PlayerListener::pausedByDeviceLoss);
      }
    }
  }
}
