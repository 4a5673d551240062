package lofi.music;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import lofi.audio.BeatGrid;
import lofi.generation.Prompt;
import lofi.generation.SongStream;
import lofi.generation.StreamGenerator.StreamRequest;
import lofi.library.TrackId;
import lofi.music.compose.SongPlan;
import lofi.music.dsp.Cycle;
import lofi.music.dsp.Rate;
import lofi.music.mix.Master;
import lofi.music.mix.SongRenderer;
import lofi.music.mix.SongVoice;
import lofi.music.mix.StemGains;
import lofi.music.style.Style;

/// Endless music: song after song, each beginning while the last one's echoes still sound.
///
/// Opened at song k it plays what a stream from song 0 plays from there on, except for the tail of
/// the song before and for what the limiter remembers of it.
public final class ComposerStream implements SongStream {
  private static final long FADE_IN = Rate.HZ * 2L;

  private final Prompt prompt;
  private final SongSequence sequence;
  private final StemGains stemGains;
  private final List<SongVoice> voices = new ArrayList<>();
  private final Master master;

  /// Written by the reader's thread, read by any.
  private final List<Song> songs = new CopyOnWriteArrayList<>();

  private int nextSong;
  private long frame;
  private long nextSongAt;

  ComposerStream(StreamRequest request, StemGains stemGains) {
    this.stemGains = stemGains;
    prompt = request.prompt();
    sequence = new SongSequence(prompt, request.seed());
    nextSong = request.firstSong();
    master = new Master(this::renderBlock);
  }

  /// The faders of the stream's stems; any thread may move them.
  public StemGains stemGains() {
    return stemGains;
  }

  private void renderBlock(float[] left, float[] right) {
    java.util.Arrays.fill(left, 0);
    java.util.Arrays.fill(right, 0);
    int newSongAt = Rate.BLOCK;
    if (nextSongAt < frame + Rate.BLOCK) {
      newSongAt = (int) (nextSongAt - frame);
    }
    for (int i = 0; i < voices.size(); i++) {
      voices.get(i).addTo(left, right, 0, Rate.BLOCK);
    }
    if (newSongAt < Rate.BLOCK) {
      startSong().addTo(left, right, newSongAt, Rate.BLOCK - newSongAt);
      voices.removeIf(SongVoice::isOver);
    }
    frame += Rate.BLOCK;
  }

  private SongVoice startSong() {
    SongPlan plan = sequence.plan(nextSong);
    var renderer = new SongRenderer(plan, stemGains, Cycle.endless());
    var voice = new SongVoice(renderer, songs.isEmpty() ? 0 : FADE_IN);
    voices.add(voice);
    songs.add(describe(plan, renderer.lengthFrames()));
    nextSongAt += renderer.lengthFrames();
    nextSong++;
    return voice;
  }

  private Song describe(SongPlan plan, long lengthFrames) {
    Style style = plan.style();
    double framesPerBar = 4 * plan.timing().framesPerBeat(Rate.HZ);
    double seconds = (double) lengthFrames / Rate.HZ;
    return new Song(
        nextSong,
        TrackId.of(prompt.text(), plan.songSeed(), seconds, Composer.MODEL_VERSION),
        prompt,
        plan.songSeed(),
        nextSongAt,
        lengthFrames,
        style.bpm(),
        StyleReport.key(style),
        new BeatGrid(framesPerBar, nextSongAt),
        StyleReport.of(style));
  }

  /// The plan of a song that has begun, by its number in the stream.
  public SongPlan planOf(int number) {
    return sequence.plan(number);
  }

  @Override
  public Song songAt(long wanted) {
    Song found = songs.getFirst();
    for (Song song : songs) {
      if (song.startFrame() <= wanted) {
        found = song;
      }
    }
    return found;
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
  public long lengthFrames() {
    return ENDLESS;
  }

  @Override
  public int read(float[] interleaved, int frames) {
    master.read(interleaved, frames);
    return frames;
  }

  @Override
  public void close() {
    voices.clear();
  }
}
