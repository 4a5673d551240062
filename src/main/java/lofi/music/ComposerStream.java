package lofi.music;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import lofi.audio.BeatGrid;
import lofi.audio.LiveSource;
import lofi.generation.SongStream;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator.StreamRequest;
import lofi.library.TrackId;
import lofi.music.compose.SongPlan;
import lofi.music.dsp.Cycle;
import lofi.music.dsp.Rate;
import lofi.music.dsp.Silence;
import lofi.music.mix.LoudnessForecast;
import lofi.music.mix.Master;
import lofi.music.mix.SongRenderer;
import lofi.music.mix.SongVoice;
import lofi.music.style.Style;
import lofi.music.synth.Band;
import org.jspecify.annotations.Nullable;

/// Endless music: song after song, each beginning while the last one's echoes still sound.
///
/// Opened at song k it plays what a stream from song 0 plays from there on, except for the tail of
/// the song before, for what the limiter remembers of it, and for the level of its first minute:
/// the first song begins at once with a level by its style, the level of every later one is
/// measured while the song before it plays.
public final class ComposerStream implements SongStream, LiveSource {
  private static final long FADE_IN = Rate.HZ * 2L;

  /// One block in so many is also one of the next song.
  private static final int BLOCKS_PER_FORECAST = 4;

  /// The next song is listened to so long before it begins, at the end of the one that plays: what
  /// it needs there is in use for a short time only.
  private static final long FORECAST_BEFORE =
      BLOCKS_PER_FORECAST * LoudnessForecast.frames() + 2L * Rate.HZ;

  private final StreamRequest request;
  private final SongSequence sequence;
  private final List<SongVoice> voices = new ArrayList<>();
  private final Master master;

  /// Where the user's hands are, and where the faders of the songs stand: there as soon as the next
  /// block is rendered, unless that block is a repetition.
  private final StemGains hands;

  private final StemGains faders = new StemGains();
  private final FaderLog log;
  private final long repeatsUntil;
  private int seenRevision = -1;

  /// Written by the reader's thread, read by any.
  private final List<Song> songs;

  /// The gains of the songs that were measured ahead, by number; shared with repetitions.
  private final Map<Integer, Float> levels;

  private @Nullable LoudnessForecast forecast;
  private int nextSong;
  private long frame;
  private long nextSongAt;

  ComposerStream(StreamRequest request, StemGains hands) {
    this.request = request;
    this.hands = hands;
    sequence = new SongSequence(request.prompt(), request.seed());
    log = FaderLog.empty();
    repeatsUntil = 0;
    songs = new CopyOnWriteArrayList<>();
    levels = new ConcurrentHashMap<>();
    nextSong = request.firstSong();
    master = new Master(this::renderBlock);
  }

  /// Plays `first` and what follows it once more, and lets the faders go where they stand now when
  /// it has come to `repeatsUntil`.
  private ComposerStream(ComposerStream heard, Song first, long repeatsUntil) {
    request = heard.request;
    hands = heard.hands;
    sequence = new SongSequence(request.prompt(), request.seed());
    log = heard.log.before(repeatsUntil);
    this.repeatsUntil = repeatsUntil;
    songs = heard.songs;
    levels = heard.levels;
    nextSong = first.number();
    nextSongAt = first.startFrame();
    frame = nextSongAt / Rate.BLOCK * Rate.BLOCK;
    long unheard = repeatsUntil - frame;
    master = new Master(this::renderBlock);
    skip(unheard);
  }

  private void skip(long frames) {
    float[] unheard = new float[2 * Rate.BLOCK];
    for (long left = frames; left > 0; left -= Rate.BLOCK) {
      master.read(unheard, (int) Math.min(left, Rate.BLOCK));
    }
  }

  @Override
  public int revision() {
    return hands.revision();
  }

  /// Repeats from the beginning of the song; near to it, from the one before, whose end still
  /// sounds.
  @Override
  public ComposerStream changedFrom(long from) {
    Song song = songAt(from);
    int place = songs.indexOf(song);
    boolean stillSounds = from < song.startFrame() + SongVoice.TAIL;
    return new ComposerStream(
        this, stillSounds && place > 0 ? songs.get(place - 1) : song, Math.max(0, from));
  }

  /// Plays `frames` frames to nobody.
  void playUnheard(long frames) {
    skip(frames);
  }

  private void moveFaders() {
    if (frame < repeatsUntil) {
      faders.setAll(log.at(frame));
    } else if (seenRevision != hands.revision()) {
      seenRevision = hands.revision();
      faders.setAll(hands.all());
      log.note(frame, faders.all());
    }
  }

  private void renderBlock(float[] left, float[] right) {
    moveFaders();
    Silence.fill(left, Rate.BLOCK);
    Silence.fill(right, Rate.BLOCK);
    int newSongAt = Rate.BLOCK;
    if (nextSongAt < frame + Rate.BLOCK) {
      newSongAt = (int) (nextSongAt - frame);
    }
    for (int i = 0; i < voices.size(); i++) {
      voices.get(i).addTo(left, right, 0, Rate.BLOCK);
    }
    if (newSongAt < Rate.BLOCK) {
      startSong().addTo(left, right, newSongAt, Rate.BLOCK - newSongAt);
    }
    voices.removeIf(SongVoice::isOver);
    frame += Rate.BLOCK;
    listenAhead();
  }

  /// Measures the next song block by block, so that its level is known when it begins.
  private void listenAhead() {
    boolean isTime = frame / Rate.BLOCK % BLOCKS_PER_FORECAST == 0;
    if (isTime && frame > nextSongAt - FORECAST_BEFORE && !levels.containsKey(nextSong)) {
      LoudnessForecast next = forecastOfNext();
      if (!next.isReady()) {
        next.listen();
      }
    }
  }

  private LoudnessForecast forecastOfNext() {
    LoudnessForecast next = forecast;
    if (next == null) {
      next = new LoudnessForecast(sequence.plan(nextSong));
      forecast = next;
    }
    return next;
  }

  private SongVoice startSong() {
    SongPlan plan = sequence.plan(nextSong);
    boolean isFirst = nextSong == request.firstSong();
    float level = isFirst ? 1 : levels.computeIfAbsent(nextSong, _ -> forecastOfNext().gain());
    Band band = forecast == null ? new Band(plan.style()) : forecast.band();
    forecast = null;
    var renderer = new SongRenderer(plan, faders, Cycle.endless(), band);
    var voice = new SongVoice(renderer, isFirst ? 0 : FADE_IN, level);
    voices.add(voice);
    if (songs.isEmpty() || songs.getLast().number() < nextSong) {
      songs.add(describe(plan, renderer.lengthFrames()));
    }
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
        TrackId.of(request.prompt().text(), plan.songSeed(), seconds, Composer.MODEL_VERSION),
        request.prompt(),
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

  /// How many songs are being rendered: two while one fades under the next.
  int soundingSongs() {
    return voices.size();
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
  public int read(float[] interleaved, int frames) {
    master.read(interleaved, frames);
    return frames;
  }

  @Override
  public void close() {
    voices.clear();
  }
}
