package lofi.music;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import lofi.audio.BeatGrid;
import lofi.audio.LiveSource;
import lofi.generation.GeneratedAudio;
import lofi.generation.GenerationRequest;
import lofi.generation.GenerationSink;
import lofi.generation.Outcome;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator;
import lofi.generation.TrackGenerator;
import lofi.generation.TrackReplayer;
import lofi.library.Track;
import lofi.music.dsp.Rate;
import lofi.music.style.Style;

/// The procedural composer: writes lofi from a prompt and a seed and plays it on its own
/// instruments.
public final class Composer implements StreamGenerator, TrackGenerator, TrackReplayer {
  private static final String MODEL = "composer-v";
  public static final String MODEL_VERSION = MODEL + "4";

  /// A track of the composer counts as many tokens a second as a neural one.
  private static final int TOKENS_PER_SECOND = 50;

  private static final int CHUNK = Rate.HZ / 4;

  /// Opens a stream whose faders nobody moves.
  public ComposerStream open(StreamRequest request) {
    return open(request, new StemGains());
  }

  @Override
  public ComposerStream open(StreamRequest request, StemGains faders) {
    return new ComposerStream(request, faders);
  }

  @Override
  public boolean isOwn(Track track) {
    return track.modelVersion().startsWith(MODEL);
  }

  /// Only this version of the composer can play a track again, and only from a recipe; a song that
  /// was kept from a stream is more than its recipe says, and of one that is still being written
  /// nobody knows yet.
  @Override
  public boolean canReplay(Track track) {
    return track.modelVersion().equals(MODEL_VERSION)
        && !track.style().isEmpty()
        && !track.style().containsKey(SONG);
  }

  @Override
  public LiveSource replay(Track track, StemGains faders) {
    return new ReplayedTrack(track, faders);
  }

  @Override
  public String modelVersion() {
    return MODEL_VERSION;
  }

  @Override
  public int sampleRate() {
    return Rate.HZ;
  }

  @Override
  public int channels() {
    return 2;
  }

  @Override
  public Outcome generate(GenerationRequest request, GenerationSink sink) throws IOException {
    int tokens = (int) (request.durationSec() * TOKENS_PER_SECOND + .5);
    sink.progress(0, tokens);
    var track = new TrackRenderer(request.prompt().text(), request.seed(), request.durationSec());
    OptionalDouble gain =
        track.measureGain(heard -> {
          sink.progress(tokensAfter(heard, track, tokens), tokens);
          return !sink.isCancelled();
        });
    if (gain.isEmpty()) {
      return new Outcome.Cancelled();
    }
    TrackRenderer.Playback playback = track.open(gain.getAsDouble(), new StemGains());
    float[] chunk = new float[2 * CHUNK];
    long written = 0;
    for (int count = playback.read(chunk, CHUNK); count > 0; count = playback.read(chunk, CHUNK)) {
      if (sink.isCancelled()) {
        return new Outcome.Cancelled();
      }
      sink.write(chunk, count);
      written += count;
      sink.progress(tokensAfter(track.lengthFrames() + written, track, tokens), tokens);
    }
    return new Outcome.Finished(describe(track, tokens));
  }

  /// The piece is played twice, to a meter first.
  private static int tokensAfter(long playedFrames, TrackRenderer track, int tokens) {
    return (int) (playedFrames * tokens / (2 * track.lengthFrames()));
  }

  private static GeneratedAudio describe(TrackRenderer track, int tokens) {
    Style style = track.plan().style();
    var music =
        new GeneratedAudio.Music(
            style.bpm(), StyleReport.key(style), BeatGrid.fourFour(style.bpm(), Rate.HZ));
    return new GeneratedAudio(tokens, Optional.of(music), StyleReport.of(style));
  }
}
