package lofi.radio;

import java.util.random.RandomGenerator;
import lofi.generation.GenerationQueue;
import lofi.generation.GenerationSettings;
import lofi.generation.Prompt;
import lofi.generation.SongStream.Song;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator;
import lofi.generation.StreamGenerator.StreamRequest;
import org.jspecify.annotations.Nullable;

/// The stream as the user started it: with which prompt and seed, and which song is the next.
///
/// Other tracks may join in between; the stream then goes on where it was, with a new song.
final class Broadcast {
  private static final long HIGHEST_SEED = Integer.MAX_VALUE;

  private final StreamGenerator generator;
  private final GenerationQueue queue;
  private final RandomGenerator seeds;
  private final StemGains faders;
  private @Nullable StreamRequest next;

  Broadcast(
      StreamGenerator generator, GenerationQueue queue, RandomGenerator seeds, StemGains faders) {
    this.generator = generator;
    this.queue = queue;
    this.seeds = seeds;
    this.faders = faders;
  }

  /// Whether the stream was started and not stopped, even if a track plays just now.
  boolean isRunning() {
    return next != null;
  }

  /// Opens the stream at its next song, which may be its first.
  Piece.Stream open() {
    return new Piece.Stream(generator.open(nextRequest(), faders));
  }

  /// How to open the stream at this song again.
  StreamRequest openingOf(Song song) {
    StreamRequest request = nextRequest();
    return new StreamRequest(request.prompt(), request.seed(), song.number());
  }

  /// The song that was opened counts as heard.
  void advance() {
    StreamRequest opened = nextRequest();
    next = new StreamRequest(opened.prompt(), opened.seed(), opened.firstSong() + 1);
  }

  /// This song is heard now.
  void reached(Song song) {
    StreamRequest opened = nextRequest();
    next = new StreamRequest(opened.prompt(), opened.seed(), song.number() + 1);
  }

  void end() {
    next = null;
  }

  private long anySeed(Prompt prompt) {
    return generator.readySeed(prompt).orElseGet(() -> seeds.nextLong(HIGHEST_SEED));
  }

  private StreamRequest nextRequest() {
    if (next == null) {
      GenerationSettings settings = queue.settings();
      long seed = settings.seed().orElseGet(() -> anySeed(settings.prompt()));
      next = new StreamRequest(settings.prompt(), seed, 0);
    }
    return next;
  }
}
