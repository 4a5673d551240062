package lofi.generation;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import lofi.generation.GenerationEvent.Cancelled;
import lofi.generation.GenerationEvent.Completed;
import lofi.generation.GenerationEvent.Failed;
import lofi.generation.GenerationEvent.Progress;
import lofi.generation.GenerationEvent.Terminal;
import lofi.library.CacheWriteException;
import lofi.library.GrowingTrack;
import lofi.library.Recipe;
import lofi.library.Track;
import lofi.library.TrackDetails;
import lofi.library.TrackStore;
import lofi.library.TrackWriter;

/// One track on its way from a request to the library.
final class Job {
  private static final System.Logger LOG = System.getLogger(Job.class.getName());
  private static final int WORTH_PLAYING_SEC = 2;
  private static final double START_SEC = 2;

  private final GenerationRequest request;
  private final TrackGenerator generator;

  /// Set by `lofi-control`, read by the thread that generates.
  private volatile boolean isCancelled;

  Job(GenerationRequest request, TrackGenerator generator) {
    this.request = request;
    this.generator = generator;
  }

  GenerationRequest request() {
    return request;
  }

  Recipe recipe() {
    return new Recipe(
        request.prompt().text(), request.seed(), request.durationSec(), generator.modelVersion());
  }

  void cancel() {
    isCancelled = true;
  }

  /// Hears of the track while it is made, on the thread that makes it.
  interface Listener {
    void progressed(Progress progress);

    /// The rest will be made before it is heard.
    void playable(GrowingTrack track);
  }

  /// Makes the track on the calling thread, which may wait, and answers how it ended.
  Terminal run(TrackStore store, LongSupplier nanoTime, Listener listener) {
    long startNanos = nanoTime.getAsLong();
    try (TrackWriter writer = store.write(recipe(), generator.sampleRate(), generator.channels())) {
      Sink sink =
          new Sink(
              writer,
              new ProgressMeter(request.trackId(), nanoTime, listener::progressed),
              listener);
      Outcome outcome = generator.generate(request, sink);
      double seconds = (nanoTime.getAsLong() - startNanos) / 1e9;
      return conclude(outcome, writer, seconds);
    } catch (CacheWriteException e) {
      return failed(ErrorCode.CACHE_WRITE_ERROR, e.reason(), e.advice());
    } catch (IOException | RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "Generating " + request.trackId() + " failed", e);
      return broken(e);
    }
  }

  private Terminal conclude(Outcome outcome, TrackWriter writer, double seconds)
      throws CacheWriteException {
    if (isCancelled) {
      return new Cancelled(request.trackId());
    }
    return switch (outcome) {
      case Outcome.Finished(var audio) -> keep(audio, writer, seconds);
      case Outcome.Cancelled() -> new Cancelled(request.trackId());
      case Outcome.Failed(var code, var reason, var advice) -> failed(code, reason, advice);
    };
  }

  private Terminal keep(GeneratedAudio audio, TrackWriter writer, double seconds)
      throws CacheWriteException {
    if (writer.lengthFrames() == 0) {
      return failed(
          ErrorCode.MODEL_INFERENCE_FAILED,
          "The generator made no sound",
          "Try another prompt, or look at :Lofi log.");
    }
    Optional<Track> whole =
        writer.finish(
            new TrackDetails(audio.tokens(), seconds, audio.music().map(Job::music), audio.style()),
            () -> isCancelled);
    return whole
        .<Terminal>map(track -> new Completed(track, audio.tokens(), seconds))
        .orElseGet(() -> new Cancelled(request.trackId()));
  }

  private static Track.Music music(GeneratedAudio.Music music) {
    return new Track.Music(music.bpm(), music.key(), music.beatGrid());
  }

  private Failed broken(Throwable cause) {
    return failed(
        ErrorCode.MODEL_INFERENCE_FAILED,
        "Generating stopped with an error: " + cause,
        "Look at :Lofi log, and try again.");
  }

  private Failed failed(ErrorCode code, String reason, String advice) {
    return new Failed(request.trackId(), code, reason, advice);
  }

  /// What the generator sees of all this.
  private final class Sink implements GenerationSink {
    private final TrackWriter writer;
    private final ProgressMeter meter;
    private final Listener listener;
    private OptionalInt secondsLeft = OptionalInt.empty();
    private boolean isPlayable;

    Sink(TrackWriter writer, ProgressMeter meter, Listener listener) {
      this.writer = writer;
      this.meter = meter;
      this.listener = listener;
    }

    @Override
    public void write(float[] interleaved, int frames) throws IOException {
      writer.write(interleaved, frames);
      if (!isPlayable && isAheadOfTheListener()) {
        isPlayable = true;
        listener.playable(writer.grow(expectedFrames()));
      }
    }

    @Override
    public void progress(int tokensGenerated, int tokensEstimated) {
      meter.advance(tokensGenerated, tokensEstimated);
      secondsLeft = meter.secondsLeft(tokensGenerated, tokensEstimated);
    }

    /// Whether the rest takes less time than what is there can be heard, even if it takes half as
    /// long again. A rest of a moment is waited for.
    private boolean isAheadOfTheListener() {
      double heardSec = (double) writer.lengthFrames() / generator.sampleRate();
      int left = secondsLeft.orElse(0);
      return left >= WORTH_PLAYING_SEC && left * 1.5 + START_SEC <= heardSec;
    }

    private long expectedFrames() {
      return Math.round(request.durationSec() * generator.sampleRate());
    }

    @Override
    public boolean isCancelled() {
      return isCancelled;
    }
  }
}
