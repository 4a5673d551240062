package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;
import lofi.music.random.RandomStream;
import lofi.music.style.Kit;
import lofi.music.style.Style;
import lofi.music.style.Trait;

/// Plays a section's drums: the song's two-bar pattern, kept in about half of the bars and changed
/// a little in the others, as people do.
final class Drummer {
  private final SongPlan plan;
  private final Section section;
  private final List<NoteEvent> notes = new ArrayList<>();
  private double sharedLateness;

  private Drummer(SongPlan plan, Section section) {
    this.plan = plan;
    this.section = section;
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

  private void playBar(int bar) {
    RandomStream draw = RandomStream.of(plan.songSeed(), "drums/" + section.index() + "/bar" + bar);
    double beat = section.startBeat() + 4 * bar;
    double swell = 1 + ((bar & 1) == 0 ? -.04 : .04);
    boolean last = bar == section.bars() - 1;
    boolean keeps = draw.chance(.45);
    kick(draw, beat, bar, swell, keeps, last);
    backbeat(draw, beat, swell, last);
    ghosts(draw, beat, keeps);
    cymbals(draw, beat, swell, keeps);
  }

  private void kick(
      RandomStream draw, double beat, int bar, double swell, boolean keeps, boolean last) {
    if (!section.has(Layer.KICK)) {
      return;
    }
    boolean[] steps = new boolean[16];
    for (int step : plan.drums().kickBars().get(bar & 1)) {
      steps[step] = true;
    }
    if (!keeps && draw.chance(.6)) {
      edit(steps, draw);
    }
    int end = last && section.has(Transition.KICK_DROP) ? 8 : 16;
    for (int step = 0; step < end; step++) {
      if (steps[step]) {
        double velocity = (step == 0 ? .95 : .78) * swell;
        hit(draw, DrumLane.KICK, beat + step / 4.0, velocity);
      }
    }
  }

  /// Drops, moves or adds one hit, never the first.
  private static void edit(boolean[] steps, RandomStream draw) {
    int step = 1 + draw.below(15);
    switch (draw.below(3)) {
      case 0 -> steps[step] = false;
      case 1 -> {
        if (steps[step] && step < 15 && step != 3 && step != 11) {
          steps[step] = false;
          steps[step + 1] = true;
        }
      }
      default -> steps[draw.chance(.5) ? 10 : 7] = true;
    }
  }

  private void backbeat(RandomStream draw, double beat, double swell, boolean last) {
    Style style = plan.style();
    Kit kit = style.kit().kit();
    DrumLane lane =
        switch (kit) {
          case BOOM_BAP, BRUSHES -> DrumLane.SNARE;
          case ELECTRONIC -> DrumLane.CLAP;
          case SOFT, HAND, BOSSA -> DrumLane.RIM;
          case BELLS -> DrumLane.PERC;
        };
    DrumLane played = section.has(Layer.BUSY_HATS) && kit == Kit.SOFT ? DrumLane.SNARE : lane;
    double level = style.has(Trait.SOFT_DRUMS) ? .6 : .84;
    hit(draw, played, beat + 1, level * swell);
    hit(draw, played, beat + 3, level * swell);
    if (last && section.has(Transition.GHOST_FILL)) {
      for (int step = 13; step < 16; step++) {
        if (draw.chance(.6)) {
          hit(draw, DrumLane.SNARE, beat + step / 4.0, .24 + .1 * draw.unit());
        }
      }
    }
  }

  private void ghosts(RandomStream draw, double beat, boolean keeps) {
    double rate = plan.style().has(Trait.GHOSTS) ? 1.6 : 1;
    double[] likelihood = {.23, .26, .10, .10};
    int[] steps = {7, 9, 1, 13};
    for (int i = 0; i < steps.length; i++) {
      boolean plays = draw.chance(likelihood[i] * rate);
      double velocity = draw.between(.14, .30);
      if (plays && !keeps) {
        hit(draw, DrumLane.SNARE, beat + steps[i] / 4.0, velocity);
      }
    }
  }

  private void cymbals(RandomStream draw, double beat, double swell, boolean keeps) {
    boolean busy = section.has(Layer.BUSY_HATS);
    DrumLane lane =
        switch (plan.style().kit().kit()) {
          case BRUSHES -> DrumLane.RIDE;
          case HAND, BOSSA -> DrumLane.SHAKER;
          default -> DrumLane.HAT;
        };
    boolean opens = !keeps && lane == DrumLane.HAT && draw.chance(.2);
    for (int step = 0; step < 16; step++) {
      double odd = busy ? .5 : .12;
      boolean plays = draw.chance((step & 1) == 1 ? odd : .96);
      double accent = (step & 1) == 1 ? .4 : step % 4 == 2 ? .7 : 1;
      if (plays) {
        DrumLane played = opens && step == 14 ? DrumLane.OPEN : lane;
        hit(draw, played, beat + step / 4.0, .62 * accent * swell);
      }
    }
  }

  private void hit(RandomStream draw, DrumLane lane, double beat, double velocity) {
    sharedLateness = .25 * sharedLateness + 1.5 * draw.gaussian();
    double jitter = plan.groove().jitterMillis() * .5 * draw.gaussian();
    double offset = plan.groove().laneMillis(lane) + jitter + .5 * sharedLateness;
    double played = velocity * (1 + .07 * draw.gaussian());
    notes.add(NoteEvent.drum(lane, beat, Math.max(.08, Math.min(1, played)), offset));
  }
}
