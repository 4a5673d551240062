package lofi.radio;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lofi.audio.BeatGrid;
import lofi.audio.PcmSource;
import lofi.generation.GeneratedAudio;
import lofi.generation.GenerationRequest;
import lofi.generation.GenerationRequest.Priority;
import lofi.generation.GenerationSink;
import lofi.generation.Outcome;
import lofi.generation.SongStream.Song;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator;
import lofi.generation.StreamGenerator.StreamRequest;
import lofi.generation.TrackGenerator;
import lofi.generation.TrackReplayer;
import lofi.generation.TrackWish;
import lofi.playback.Player;

/// Makes a track of one song of the stream: opens the stream there once more and writes it down,
/// faster than anybody could listen. So the track is what was heard.
final class SongRecorder implements TrackGenerator {
  private static final int CHUNK_FRAMES = Player.SAMPLE_RATE / 4;
  private static final int FADE_FRAMES = Player.SAMPLE_RATE / 2;
  private static final int TOKENS_PER_SECOND = 50;

  private final StreamGenerator generator;
  private final StreamRequest opening;
  private final Song song;
  private final PcmSource format;
  private final String modelVersion;

  /// @param opening the stream at the song
  /// @param format a source with the sample rate and channels of the stream
  SongRecorder(
      StreamGenerator generator,
      StreamRequest opening,
      Song song,
      PcmSource format,
      String modelVersion) {
    this.generator = generator;
    this.opening = opening;
    this.song = song;
    this.format = format;
    this.modelVersion = modelVersion;
  }

  /// What the recorded song is asked for as; it gives the track the id that the song has.
  TrackWish wish() {
    return new TrackWish(
        Optional.of(song.prompt().text()),
        OptionalDouble.of((double) song.lengthFrames() / sampleRate()),
        OptionalLong.of(song.seed()),
        Priority.NORMAL);
  }

  @Override
  public String modelVersion() {
    return modelVersion;
  }

  @Override
  public int sampleRate() {
    return format.sampleRate();
  }

  @Override
  public int channels() {
    return format.channels();
  }

  @Override
  public Outcome generate(GenerationRequest request, GenerationSink sink) throws IOException {
    try (PcmSource stream = generator.open(opening, new StemGains())) {
      float[] chunk = new float[CHUNK_FRAMES * channels()];
      long done = 0;
      while (done < song.lengthFrames()) {
        if (sink.isCancelled()) {
          return new Outcome.Cancelled();
        }
        int wanted = (int) Math.min(CHUNK_FRAMES, song.lengthFrames() - done);
        int read = stream.read(chunk, wanted);
        fadeOut(chunk, done, read);
        sink.write(chunk, read);
        done += read;
        sink.progress(tokens(done), tokens(song.lengthFrames()));
      }
    }
    return new Outcome.Finished(describe());
  }

  /// Softens the end, where the stream would go on with the next song.
  private void fadeOut(float[] chunk, long done, int frames) {
    for (int frame = 0; frame < frames; frame++) {
      long left = song.lengthFrames() - done - frame;
      if (left < FADE_FRAMES) {
        float gain = (float) left / FADE_FRAMES;
        for (int channel = 0; channel < channels(); channel++) {
          chunk[frame * channels() + channel] *= gain;
        }
      }
    }
  }

  /// Tells the song from a track that was made from a recipe.
  private Map<String, Object> styleWithNumber() {
    Map<String, Object> style = new HashMap<>(song.style());
    style.put(TrackReplayer.SONG, song.number());
    return style;
  }

  private int tokens(long frames) {
    return (int) (frames * TOKENS_PER_SECOND / sampleRate());
  }

  private GeneratedAudio describe() {
    BeatGrid fromItsStart =
        new BeatGrid(
            song.beatGrid().framesPerBar(), song.beatGrid().firstBarFrame() - song.startFrame());
    return new GeneratedAudio(
        tokens(song.lengthFrames()),
        Optional.of(new GeneratedAudio.Music(song.bpm(), song.key(), fromItsStart)),
        styleWithNumber());
  }
}
