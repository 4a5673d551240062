package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import lofi.music.random.RandomStream;

/// One bar of drums on the grid of sixteenths: where the kick, the ghost notes and the hats fall.
///
/// @param openHat the step on which the hat is left open, or −1
public record DrumBar(
    List<Integer> kick,
    List<Integer> ghosts,
    List<Integer> hats,
    List<Integer> busyHats,
    int openHat) {
  private static final int TRIES = 8;
  private static final List<Integer> GHOST_STEPS = List.of(7, 9, 1, 13, 15);
  private static final List<Integer> PICK_UPS = List.of(3, 7, 11, 13, 15);

  public DrumBar {
    kick = List.copyOf(kick);
    ghosts = List.copyOf(ghosts);
    hats = List.copyOf(hats);
    busyHats = List.copyOf(busyHats);
  }

  /// The bar with one or two small changes, as a drummer makes them without thinking.
  DrumBar varied(RandomStream draw) {
    DrumBar once = variedOnce(draw);
    DrumBar twice = draw.chance(.4) ? once.variedOnce(draw) : once;
    return draw.chance(.7) ? twice.withOtherHats(draw) : twice;
  }

  /// The bar with a hat left out, a pick-up more, or another hat left open.
  private DrumBar withOtherHats(RandomStream draw) {
    int step = draw.pick(PICK_UPS);
    return switch (draw.weighted(.35, .4, .25)) {
      case 0 -> withHats(withoutAnEighth(hats, draw), withoutAnEighth(busyHats, draw));
      case 1 -> withHats(added(hats, step), added(busyHats, step));
      default -> openingAt(draw.pick(List.of(2, 6, 10, 14)));
    };
  }

  /// Pick-ups stay, since the swing is heard by them.
  private static List<Integer> withoutAnEighth(List<Integer> steps, RandomStream draw) {
    int chosen = 2 * draw.below(8);
    return steps.stream().filter(step -> step != chosen).toList();
  }

  private DrumBar withHats(List<Integer> calm, List<Integer> busy) {
    return new DrumBar(kick, ghosts, calm, busy, openHat);
  }

  /// The bar with another bar's hats.
  DrumBar withHatsOf(DrumBar other) {
    return withHats(other.hats, other.busyHats);
  }

  /// The bar with the hat left open on a step.
  DrumBar openingAt(int step) {
    return new DrumBar(kick, ghosts, added(hats, step), added(busyHats, step), step);
  }

  private DrumBar variedOnce(RandomStream draw) {
    return switch (draw.weighted(.76, .14, .1)) {
      case 0 -> withOtherKick(draw);
      case 1 -> withGhost(draw.pick(GHOST_STEPS));
      default -> new DrumBar(kick, ghosts, hats, busyHats, openHat < 0 ? 14 : -1);
    };
  }

  /// The bar with one stroke of the kick left out, moved or added.
  DrumBar withOtherKick(RandomStream draw) {
    List<Integer> changed = kick;
    for (int attempt = 0; attempt < TRIES && changed.equals(kick); attempt++) {
      changed =
          switch (draw.weighted(.26, .26, .16)) {
            case 0 -> dropped(kick, draw);
            case 1 -> shifted(kick, draw);
            default -> added(kick, draw.pick(List.of(3, 6, 7, 10, 11, 14)));
          };
    }
    return withKick(changed);
  }

  DrumBar withKick(List<Integer> steps) {
    return new DrumBar(steps, ghosts, hats, busyHats, openHat);
  }

  private DrumBar withGhost(int step) {
    return new DrumBar(kick, added(ghosts, step), hats, busyHats, openHat);
  }

  /// Leaves out one hit, never the first of the bar.
  private static List<Integer> dropped(List<Integer> steps, RandomStream draw) {
    if (steps.size() < 2) {
      return steps;
    }
    int chosen = steps.get(1 + draw.below(steps.size() - 1));
    return steps.stream().filter(step -> step != chosen).toList();
  }

  private static List<Integer> shifted(List<Integer> steps, RandomStream draw) {
    if (steps.size() < 2) {
      return added(steps, 10);
    }
    int chosen = steps.get(1 + draw.below(steps.size() - 1));
    int moved = chosen + (draw.chance(.5) ? 1 : -1);
    boolean free = moved > 0 && moved < 16 && moved % 8 != 4;
    List<Integer> others = new ArrayList<>(steps);
    others.remove(Integer.valueOf(chosen));
    return added(others, free ? moved : chosen);
  }

  private static List<Integer> added(List<Integer> steps, int step) {
    var all = new TreeSet<>(steps);
    all.add(step);
    return List.copyOf(all);
  }
}
