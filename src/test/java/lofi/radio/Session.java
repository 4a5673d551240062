package lofi.radio;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import lofi.generation.FakeGenerator;
import lofi.generation.GeneratedAudio;
import lofi.generation.GenerationQueue;
import lofi.generation.GenerationRequest;
import lofi.generation.GenerationSettings;
import lofi.generation.GenerationSink;
import lofi.generation.Outcome;
import lofi.generation.Prompt;
import lofi.generation.StemGains;
import lofi.generation.Submission;
import lofi.generation.TrackWish;
import lofi.library.Encoder;
import lofi.library.Library;
import lofi.library.LibrarySettings;
import lofi.library.ManualClock;
import lofi.library.ManualExecutor;
import lofi.library.Recipe;
import lofi.library.Track;
import lofi.library.TrackDetails;
import lofi.library.TrackId;
import lofi.library.TrackStore;
import lofi.library.TrackWriter;
import lofi.playback.PlayerState;
import lofi.playback.RealPlayer;
import lofi.radio.PrefetchSettings.Strategy;
import lofi.radio.RadioEvent.Ended;
import lofi.radio.RadioEvent.Paused;
import lofi.radio.RadioEvent.Problem;
import lofi.radio.RadioEvent.Resumed;
import lofi.radio.RadioEvent.Started;

/// A radio with everything around it made for tests: no sound, no waiting, time on demand.
public final class Session {
  public static final Duration FADE = Duration.ofSeconds(2);
  public static final RadioSettings USUAL = new RadioSettings(0.3, true, FADE, true);
  public static final PrefetchSettings NO_PREFETCH =
      new PrefetchSettings(false, Strategy.SAME_PROMPT, List.of(), 50);

  private static final int RATE = 8_000;
  private static final Duration TICK = Duration.ofMillis(200);

  public final FakePlayer player = new FakePlayer();
  final Optional<RealPlayer> realPlayer;
  public final FakeStream stream = new FakeStream();
  public final FakeGenerator composer = new FakeGenerator("composer-v1");
  public final FakeGenerator neural = new FakeGenerator("neural-v1");
  public final FakeReplayer replayer = new FakeReplayer();
  public final ManualTicker ticker = new ManualTicker();
  public final List<RadioEvent> events = new ArrayList<>();
  public final Library library;
  public final GenerationQueue queue;
  public final Radio radio;

  public final ManualClock clock = new ManualClock();
  private final ManualExecutor disk = new ManualExecutor();
  private final ManualExecutor control = new ManualExecutor();
  private final ManualExecutor generate = new ManualExecutor();
  private final TrackStore store;
  private int made;
  private int tokensMade;

  public Session(Path folder) {
    this(folder, Optional.empty());
  }

  /// @param realPlayer plays in place of the fake one
  Session(Path folder, Optional<RealPlayer> realPlayer) {
    this.realPlayer = realPlayer;
    store = new TrackStore(folder, clock, Encoder.to(Track.Format.WAV));
    library =
        new Library(
            new LibrarySettings(folder, 500, OptionalInt.empty(), Track.Format.WAV),
            clock,
            disk,
            control);
    queue =
        new GenerationQueue(
            library,
            composer,
            new GenerationSettings(new Prompt("mellow piano"), 30, OptionalLong.empty()),
            generate,
            control,
            clock::nanoTime,
            new Random(1));
    radio =
        new Radio(
            realPlayer.map(RealPlayer::player).orElse(player),
            library,
            queue,
            stream,
            composer,
            USUAL,
            NO_PREFETCH,
            ticker,
            new Random(2),
            new StemGains(),
            replayer);
    radio.listen(events::add);
    composer.follow(Session::tenSeconds);
    neural.follow(Session::tenSeconds);
    library.load();
    settle();
  }

  /// Writes a track into the library and answers its id.
  public TrackId track(String prompt, int seconds) throws IOException {
    clock.advance(Duration.ofSeconds(1));
    Recipe recipe = new Recipe(prompt, made++, seconds, "composer-v1");
    try (TrackWriter writer = store.write(recipe, RATE, 1)) {
      writer.write(new float[seconds * RATE], seconds * RATE);
      Track track =
          writer
              .finish(new TrackDetails(50 * seconds, 1, Optional.empty(), Map.of()), () -> false)
              .orElseThrow();
      library.add(track);
      settle();
      return track.id();
    }
  }

  public TrackId generate(String prompt) {
    List<Submission> answers = new ArrayList<>();
    radio.generate(TrackWish.of(prompt), answers::add);
    return switch (answers.getFirst()) {
      case Submission.Queued(var id, _, _) -> id;
      case Submission.Cached(var track) -> track.id();
      case Submission.Rejected rejected -> throw new AssertionError(rejected);
    };
  }

  /// What a generator does that makes so many seconds of a track, twice as fast as one could hear
  /// them.
  public void makeSeconds(GenerationSink sink, int seconds, int of) throws IOException {
    for (int second = 0; second < seconds; second++) {
      clock.advance(Duration.ofMillis(500));
      sink.write(new float[32_000], 32_000);
      tokensMade += 50;
      sink.progress(tokensMade, 50 * of);
    }
  }

  /// Lets the generator finish what waits.
  public void makeTracks() {
    do {
      settle();
    } while (generate.runAll());
    settle();
  }

  /// Lets the generator finish one track.
  public void makeTrack() {
    clock.advance(Duration.ofSeconds(1));
    settle();
    generate.runOne();
    settle();
  }

  /// Lets what was asked for be heard, without any time going by.
  public void soundBegins() {
    player.begin();
    settle();
  }

  /// Lets the music play.
  public void hear(double seconds) {
    for (long millis = 0; millis < seconds * 1_000; millis += TICK.toMillis()) {
      hear(TICK);
    }
    settle();
  }

  /// Lets the music play and the radio look once.
  public void hear(Duration time) {
    advance(time);
    settle();
    ticker.fire();
  }

  public void settle() {
    do {
      tellNews();
    } while (disk.runAll() || control.runAll());
    tellNews();
  }

  /// Lets the music play without telling anybody.
  void advance(Duration time) {
    realPlayer.ifPresentOrElse(real -> real.advance(time), () -> player.advance(time));
  }

  boolean isSounding() {
    return realPlayer
        .map(real -> real.player().state() == PlayerState.PLAYING)
        .orElse(player.isSounding());
  }

  private void tellNews() {
    realPlayer.ifPresentOrElse(RealPlayer::tellNews, player::tellNews);
  }

  /// The events that a listener in the editor would name, as `start`, `end finished` and so on.
  public List<String> told() {
    return events.stream().flatMap(event -> line(event).stream()).toList();
  }

  /// What was told since the last call.
  public List<String> toldSince() {
    List<String> lines = told();
    events.clear();
    return lines;
  }

  private static Optional<String> line(RadioEvent event) {
    return switch (event) {
      case Started(var piece) -> Optional.of("start " + piece.trackId());
      case Paused(var id) -> Optional.of("pause " + id);
      case Resumed(var id) -> Optional.of("resume " + id);
      case Ended(var id, var reason) ->
          Optional.of("end " + id + " " + reason.name().toLowerCase(Locale.ROOT));
      case Problem problem -> Optional.of("problem " + problem.code());
      case RadioEvent.Changed _ -> Optional.empty();
    };
  }

  private static Outcome tenSeconds(GenerationRequest request, GenerationSink sink)
      throws IOException {
    sink.write(new float[320_000], 320_000);
    return new Outcome.Finished(new GeneratedAudio(500, Optional.empty(), Map.of()));
  }
}
