package lofi.radio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lofi.audio.BeatGrid;
import lofi.generation.Prompt;
import lofi.generation.SongStream;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator;
import lofi.library.TrackId;
import lofi.playback.Player;

/// Endless and even, in songs of one minute at 80 beats a minute: bars of three seconds.
public final class FakeStream implements StreamGenerator {
  static final long SONG_FRAMES = 60L * Player.SAMPLE_RATE;
  static final long BAR_FRAMES = 3L * Player.SAMPLE_RATE;

  private final List<StreamRequest> opened = new ArrayList<>();
  private boolean isBroken;
  private StemGains lastFaders = new StemGains();
  private float sample;

  /// Every opening, in order.
  public List<StreamRequest> opened() {
    return opened;
  }

  /// The faders that the last stream follows.
  StemGains lastFaders() {
    return lastFaders;
  }

  public void breakDown() {
    isBroken = true;
  }

  void playOnly(float value) {
    sample = value;
  }

  static TrackId songId(StreamRequest request, int number) {
    return TrackId.of(request.prompt().text(), request.seed() + number, 60, "composer-v1");
  }

  @Override
  public SongStream open(StreamRequest request, StemGains faders) {
    opened.add(request);
    lastFaders = faders;
    return new Songs(request);
  }

  private final class Songs implements SongStream {
    private final StreamRequest request;

    Songs(StreamRequest request) {
      this.request = request;
    }

    @Override
    public Song songAt(long frame) {
      int index = (int) (frame / SONG_FRAMES);
      int number = request.firstSong() + index;
      return new Song(
          number,
          songId(request, number),
          new Prompt(request.prompt().text()),
          request.seed() + number,
          index * SONG_FRAMES,
          SONG_FRAMES,
          80,
          "D minor",
          new BeatGrid(BAR_FRAMES, index * SONG_FRAMES),
          Map.of("mood", "calm"));
    }

    @Override
    public int sampleRate() {
      return Player.SAMPLE_RATE;
    }

    @Override
    public int channels() {
      return 2;
    }

    @Override
    public int read(float[] interleaved, int frames) throws IOException {
      if (isBroken) {
        throw new IOException("the composer broke down");
      }
      Arrays.fill(interleaved, 0, 2 * frames, sample);
      return frames;
    }

    @Override
    public void close() {}
  }
}
