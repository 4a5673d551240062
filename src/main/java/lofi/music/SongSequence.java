package lofi.music;

import java.util.ArrayList;
import java.util.List;
import lofi.generation.Prompt;
import lofi.music.compose.SongPlan;
import lofi.music.compose.SongPlanner;
import lofi.music.random.RandomStream;
import lofi.music.style.PromptReader;
import lofi.music.style.Style;
import lofi.music.style.StyleResolver;
import lofi.music.theory.Chord;
import lofi.music.theory.Mode;
import lofi.music.theory.Quality;

/// The songs of a stream, in order: each in a key and at a tempo near the last one's, and none with
/// the roots, the motif or the kick of one of the eight before.
///
/// A song follows from the stream's seed, its number and the songs before it, so a stream that is
/// opened at song 20 first decides, without playing them, what the others were.
final class SongSequence {
  private static final int REMEMBERED = 8;
  private static final int TRIES = 24;
  private static final double LARGEST_TEMPO_STEP = 4;

  private final String prompt;
  private final long streamSeed;
  private final boolean staysInKey;
  private final boolean staysInTempo;
  private final boolean staysInMode;
  private final List<Style> styles = new ArrayList<>();
  private final List<SongPlan> plans = new ArrayList<>();

  SongSequence(Prompt prompt, long seed) {
    this.prompt = PromptReader.normalise(prompt.text());
    this.streamSeed = PromptReader.songSeed(seed, this.prompt);
    staysInKey = StyleResolver.states(this.prompt, "key");
    staysInTempo = StyleResolver.states(this.prompt, "bpm");
    staysInMode = StyleResolver.choosesMode(this.prompt);
  }

  SongPlan plan(int number) {
    while (plans.size() <= number) {
      plans.add(planNext(plans.size()));
    }
    return plans.get(number);
  }

  private long songSeed(int number) {
    return RandomStream.hash(streamSeed, "song/" + number);
  }

  private SongPlan planNext(int number) {
    Style style = style(number);
    Chord next = tonic(style(number + 1));
    SongPlan plan = SongPlanner.plan(songSeed(number), style, next);
    for (int attempt = 1; attempt < TRIES && isLikeARecentOne(plan); attempt++) {
      long seed = RandomStream.hash(songSeed(number), "again/" + attempt);
      plan = SongPlanner.plan(seed, style, next);
    }
    return plan;
  }

  private boolean isLikeARecentOne(SongPlan plan) {
    SongPlan.Identity identity = plan.identity();
    for (SongPlan recent : plans.subList(Math.max(0, plans.size() - REMEMBERED), plans.size())) {
      SongPlan.Identity other = recent.identity();
      boolean alike =
          identity.roots().equals(other.roots())
              || identity.motif().equals(other.motif())
              || identity.kicks().equals(other.kicks());
      if (alike) {
        return true;
      }
    }
    return false;
  }

  private static Chord tonic(Style style) {
    Quality quality = style.mode() == Mode.MINOR ? Quality.MINOR_9 : Quality.MAJOR_9;
    return new Chord(style.keyPitchClass(), quality);
  }

  private Style style(int number) {
    while (styles.size() <= number) {
      styles.add(nextStyle(styles.size()));
    }
    return styles.get(number);
  }

  /// A palette is drawn for every second song, so that the room does not change all the time.
  private Style nextStyle(int number) {
    long paletteSeed = RandomStream.hash(streamSeed, "palette/" + number / 2);
    Style drawn = StyleResolver.resolve(prompt, songSeed(number), paletteSeed);
    if (number == 0) {
      return drawn;
    }
    Style before = styles.get(number - 1);
    for (int attempt = 1; attempt < TRIES && hasTheSameBand(before, drawn); attempt++) {
      long seed = RandomStream.hash(songSeed(number), "band/" + attempt);
      drawn = StyleResolver.resolve(prompt, seed, paletteSeed);
    }
    RandomStream draw = RandomStream.of(songSeed(number), "relation");
    Key key = staysInKey ? new Key(before.keyPitchClass(), before.mode()) : related(before, draw);
    return drawn.at(
        staysInTempo ? drawn.bpm() : near(before.bpm(), drawn.bpm()), key.pitchClass(), key.mode());
  }

  /// Whether keys, lead and kit all stayed: at least one of them ought to change.
  private static boolean hasTheSameBand(Style before, Style after) {
    return before.keys().voice() == after.keys().voice()
        && before.lead().voice() == after.lead().voice()
        && before.kit().kit() == after.kit().kit();
  }

  private static double near(double before, double wanted) {
    double step = Math.max(-LARGEST_TEMPO_STEP, Math.min(LARGEST_TEMPO_STEP, wanted - before));
    return before + step;
  }

  private record Key(int pitchClass, Mode mode) {}

  /// A fifth away, the relative key, the same key, or two or three semitones away.
  private Key related(Style before, RandomStream draw) {
    int from = before.keyPitchClass();
    Mode mode = before.mode();
    return switch (draw.weighted(.4, staysInMode ? 0 : .2, .15, .25)) {
      case 0 -> moved(from, draw.chance(.5) ? 7 : 5, mode);
      case 1 -> mode == Mode.MAJOR ? moved(from, 9, Mode.MINOR) : moved(from, 3, Mode.MAJOR);
      case 2 -> moved(from, 0, mode);
      default -> moved(from, draw.pick(List.of(2, 3, 9, 10)), mode);
    };
  }

  private static Key moved(int from, int by, Mode mode) {
    return new Key(Math.floorMod(from + by, 12), mode);
  }
}
