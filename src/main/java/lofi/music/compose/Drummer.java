package lofi.music.compose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lofi.music.random.RandomStream;
import lofi.music.style.Kit;
import lofi.music.style.Style;
import lofi.music.style.Trait;

/// Plays a section's drums: the song's two-bar pattern, kept in more than half of the bars and
/// changed a little in the others, as people do.
final class Drummer {
  private static final double KEEPS = .64;

  /// The same for a song with one bar of drums instead of two; a clave always has two.
  private static final double KEEPS_ONE = .34;

  /// Jitter that all hands of a drummer share from one stroke to the next: people show about .25.
  private static final double MEMORY = .25;

  private static final double SHARED_MILLIS = 1.8;

  /// A stick across the rim lets the wires sound a little.
  private static final double UNDER_THE_RIM = .42;

  private static final int[] HAND_STEPS = {3, 6, 7, 10, 14};

  private final SongPlan plan;
  private final Style style;
  private final Section section;
  private final Set<Integer> kept;
  private final HatAccents accents;
  private final List<NoteEvent> notes = new ArrayList<>();
  private double sharedLateness;

  private Drummer(SongPlan plan, Section section) {
    this.plan = plan;
    this.style = plan.style();
    this.section = section;
    kept = keptBars();
    accents = HatAccents.draw(plan.songSeed(), section);
  }

  static List<NoteEvent> play(SongPlan plan, Section section) {
    var drummer = new Drummer(plan, section);
    if (section.has(Layer.DRUMS)) {
      for (int bar = 0; bar < section.bars(); bar++) {
        drummer.playBar(bar);
      }
    }
    return drummer.notes;
  }

  /// The bars that stay as the pattern has them, spread by chance over the section.
  private Set<Integer> keptBars() {
    RandomStream draw = RandomStream.of(plan.songSeed(), "drums/" + section.index() + "/kept");
    boolean isOneBar = plan.drums().isOneBar() && style.kit().kit() != Kit.BOSSA;
    double share = isOneBar ? KEEPS_ONE : KEEPS;
    int wanted = (int) Math.floor(share * section.bars() + draw.unit());
    Set<Integer> bars = new HashSet<>();
    while (bars.size() < wanted) {
      int bar = draw.below(section.bars());
      boolean endsAPhrase = bar % 4 == 3;
      if (!endsAPhrase || draw.chance(.4)) {
        bars.add(bar);
      }
    }
    return bars;
  }

  private void playBar(int number) {
    RandomStream draw =
        RandomStream.of(plan.songSeed(), "drums/" + section.index() + "/bar" + number);
    DrumBar pattern = plan.drums().bars().get(number & 1);
    boolean last = number == section.bars() - 1;
    DrumBar bar = kept.contains(number) ? pattern : pattern.varied(draw);
    double beat = section.startBeat() + 4 * number;
    double swell = swell(number);
    boolean leaves = section.kind() == SectionKind.OUTRO && 2 * number >= section.bars();
    boolean fades = section.kind() == SectionKind.ENDING && !section.has(Layer.KICK);
    boolean isOnlyCymbals = leaves || fades || section.kind() == SectionKind.INTRO;
    if (!isOnlyCymbals) {
      kick(draw, bar, beat, swell, last);
      backbeat(draw, beat, swell);
      ghosts(draw, bar, beat, last);
      hands(draw, beat, swell);
    }
    cymbals(draw, bar, beat, swell);
  }

  /// A slow wave over two bars, narrower when somebody wants to work.
  private double swell(int bar) {
    double depth = style.has(Trait.NARROW_DYNAMICS) ? .03 : .08;
    return 1 + ((bar & 1) == 0 ? -depth : depth);
  }

  private double touch() {
    return style.has(Trait.SOFT_DRUMS) ? .65 : 1;
  }

  private void kick(RandomStream draw, DrumBar bar, double beat, double swell, boolean last) {
    if (!section.has(Layer.KICK)) {
      return;
    }
    int end = last && section.has(Transition.KICK_DROP) ? 8 : 16;
    double feather = style.kit().kit() == Kit.BRUSHES ? .7 : 1;
    boolean half = style.has(Trait.HALF_TIME);
    for (int step : bar.kick()) {
      if (step < end && !(half && step > 2 && step < 10)) {
        double velocity = (step == 0 ? .95 : .78) * feather;
        hit(draw, DrumLane.KICK, beat + step / 4.0, velocity * swell * touch());
      }
    }
  }

  private DrumLane backbeatLane() {
    return switch (style.kit().kit()) {
      case BOOM_BAP, BRUSHES -> DrumLane.SNARE;
      case ELECTRONIC -> DrumLane.CLAP;
      case SOFT -> section.has(Layer.BUSY_HATS) ? DrumLane.SNARE : DrumLane.RIM;
      case HAND, BOSSA -> DrumLane.RIM;
      case BELLS -> hasLateSnare() ? DrumLane.SNARE : DrumLane.PERC;
    };
  }

  /// Half of the songs with bells have a snare, on the last beat only; the others none.
  private boolean hasLateSnare() {
    return RandomStream.of(plan.songSeed(), "drums/late-snare").chance(.5);
  }

  private void backbeat(RandomStream draw, double beat, double swell) {
    DrumLane lane = backbeatLane();
    if (style.kit().kit() == Kit.BOSSA) {
      clave(draw, beat, swell);
    } else if (style.has(Trait.HALF_TIME)) {
      hit(draw, lane, beat + 2, .84 * swell * touch());
    } else {
      if (style.kit().kit() != Kit.BELLS || !hasLateSnare()) {
        hit(draw, lane, beat + 1, .84 * swell * touch());
      }
      hit(draw, lane, beat + 3, .84 * swell * touch());
      if (style.kit().kit() == Kit.SOFT && lane == DrumLane.RIM) {
        hit(draw, DrumLane.SNARE, beat + 1, UNDER_THE_RIM * swell * touch());
        hit(draw, DrumLane.SNARE, beat + 3, UNDER_THE_RIM * swell * touch());
      }
    }
  }

  /// What the other hand does: brushes that stir, a tambourine, a hand drum.
  private void hands(RandomStream draw, double beat, double swell) {
    switch (style.kit().kit()) {
      case BRUSHES -> {
        hit(draw, DrumLane.PERC, beat, .5 * swell * touch());
        hit(draw, DrumLane.PERC, beat + 2, .5 * swell * touch());
      }
      case SOFT -> {
        double velocity = section.has(Layer.BUSY_HATS) ? .45 : .34;
        hit(draw, DrumLane.PERC, beat + 3, velocity * swell * touch());
      }
      case HAND -> {
        RandomStream pattern = RandomStream.of(plan.songSeed(), "drums/hands");
        for (int step : HAND_STEPS) {
          if (pattern.chance(.6)) {
            hit(draw, DrumLane.PERC, beat + step / 4.0, (step == 6 ? .6 : .42) * swell * touch());
          }
        }
      }
      case BOOM_BAP, ELECTRONIC, BELLS, BOSSA -> {}
    }
  }

  /// The bossa clave over two bars: 3 + 2 strokes.
  private void clave(RandomStream draw, double beat, double swell) {
    boolean firstBar = ((int) Math.floor((beat - section.startBeat()) / 4) & 1) == 0;
    double[] strokes = firstBar ? new double[] {0, 1.5, 3} : new double[] {1, 2.5};
    for (double stroke : strokes) {
      hit(draw, DrumLane.RIM, beat + stroke, .7 * swell * touch());
    }
  }

  private void ghosts(RandomStream draw, DrumBar bar, double beat, boolean last) {
    for (int step : bar.ghosts()) {
      hit(draw, DrumLane.SNARE, beat + step / 4.0, draw.between(.14, .30) * touch());
    }
    if (last && section.has(Transition.GHOST_FILL)) {
      double loudest = style.has(Trait.NARROW_DYNAMICS) ? .3 : .42;
      for (int step = 5; step < 16; step++) {
        double rising = .14 + (loudest - .14) * (step - 5) / 10.0;
        boolean plays = step % 4 != 0 && draw.chance(step < 12 ? .45 : .9);
        if (plays) {
          hit(draw, DrumLane.SNARE, beat + step / 4.0, rising * touch());
        }
      }
    }
  }

  private DrumLane cymbalLane() {
    return switch (style.kit().kit()) {
      case BRUSHES -> DrumLane.RIDE;
      case HAND, BOSSA -> DrumLane.SHAKER;
      case BOOM_BAP, SOFT, ELECTRONIC, BELLS ->
          style.has(Trait.SHAKER) ? DrumLane.SHAKER : DrumLane.HAT;
    };
  }

  private void cymbals(RandomStream draw, DrumBar bar, double beat, double swell) {
    DrumLane lane = cymbalLane();
    List<Integer> steps = section.has(Layer.BUSY_HATS) ? bar.busyHats() : bar.hats();
    if (style.has(Trait.OSTINATO)) {
      ostinato(draw, beat, swell);
      return;
    }
    for (int step : steps) {
      boolean opens = lane == DrumLane.HAT && step == bar.openHat();
      double velocity = .62 * accents.at(step, draw) * swell * touch();
      hit(draw, opens ? DrumLane.OPEN : lane, beat + step / 4.0, velocity);
    }
    if (style.has(Trait.TRAP_HATS) && draw.chance(.1)) {
      roll(draw, beat + draw.pick(List.of(1.5, 3.5)));
    }
  }

  /// A shaker that never stops, as wheels on rails.
  private void ostinato(RandomStream draw, double beat, double swell) {
    for (int step = 0; step < 16; step++) {
      double accent = step % 4 == 0 ? .5 : step % 4 == 3 ? .38 : .24;
      hit(draw, DrumLane.SHAKER, beat + step / 4.0, accent * swell * touch());
    }
  }

  /// Four thirty-seconds that grow.
  private void roll(RandomStream draw, double beat) {
    for (int i = 0; i < 4; i++) {
      hit(draw, DrumLane.HAT, beat + i / 8.0, .22 + .06 * i);
    }
  }

  private void hit(RandomStream draw, DrumLane lane, double beat, double velocity) {
    sharedLateness = MEMORY * sharedLateness + SHARED_MILLIS * draw.gaussian();
    double own = .7 * plan.groove().jitterMillis() * draw.gaussian();
    double offset = plan.groove().laneMillis(lane) + own + .6 * sharedLateness;
    double played = velocity * (1 + .07 * draw.gaussian());
    notes.add(NoteEvent.drum(lane, beat, Math.max(.08, Math.min(1, played)), offset));
  }
}
