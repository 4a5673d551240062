package lofi.music.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Chooses the voicings of a loop so that each hand moves as little as it can, also from the last
/// chord back to the first.
///
/// This is Viterbi's shortest path over all playable voicings: two laps find the best place to
/// begin, and a third closes the circle on that place.
public final class VoiceLeading {
  private static final double MIDDLE = 63;

  private final float middle;
  private final List<List<int[]>> candidates = new ArrayList<>();
  private final List<float[][]> moves = new ArrayList<>();

  private VoiceLeading(List<Chord> loop, Hand hand) {
    middle = (float) (MIDDLE + hand.register());
    for (Chord chord : loop) {
      candidates.add(Voicings.of(chord, hand));
    }
    for (int i = 0; i < loop.size(); i++) {
      moves.add(moveCosts(candidates.get(i), candidates.get((i + 1) % loop.size())));
    }
  }

  /// One voicing for each chord, lowest note first.
  public static List<List<Integer>> ofLoop(List<Chord> loop, Hand hand) {
    var leading = new VoiceLeading(loop, hand);
    int[] path = leading.closedPath();
    List<List<Integer>> voicings = new ArrayList<>();
    for (int i = 0; i < path.length; i++) {
      voicings.add(toList(leading.candidates.get(i).get(path[i])));
    }
    return List.copyOf(voicings);
  }

  /// The voicing of `chord` that lies best between two others.
  public static List<Integer> between(
      List<Integer> before, Chord chord, List<Integer> after, Hand hand) {
    int[] from = toArray(before);
    int[] to = toArray(after);
    int[] best = {};
    float bestCost = Float.MAX_VALUE;
    for (int[] candidate : Voicings.of(chord, hand)) {
      float cost = move(from, candidate) + move(candidate, to) + rubs(candidate);
      if (cost < bestCost) {
        bestCost = cost;
        best = candidate;
      }
    }
    return toList(best);
  }

  private int[] closedPath() {
    int size = candidates.size();
    int[] twoLaps = path(2 * size, -1);
    return Arrays.copyOf(path(size, twoLaps[size]), size);
  }

  /// The cheapest walk over `length` moves; with `anchor`, one that begins and ends on it.
  private int[] path(int length, int anchor) {
    int size = candidates.size();
    int[][] cameFrom = new int[length + 1][];
    float[] cost = beginning(anchor);
    for (int step = 1; step <= length; step++) {
      cost = advance(cost, (step - 1) % size, cameFrom, step);
    }
    int[] path = new int[length + 1];
    path[length] = anchor >= 0 ? anchor : cheapest(cost);
    for (int step = length; step > 0; step--) {
      path[step - 1] = cameFrom[step][path[step]];
    }
    return path;
  }

  private float[] beginning(int anchor) {
    List<int[]> first = candidates.getFirst();
    float[] cost = new float[first.size()];
    for (int i = 0; i < cost.length; i++) {
      cost[i] = anchor < 0 || i == anchor ? unrest(first.get(i)) : 1e9f;
    }
    return cost;
  }

  private float[] advance(float[] cost, int from, int[][] cameFrom, int step) {
    List<int[]> next = candidates.get((from + 1) % candidates.size());
    float[][] move = moves.get(from);
    float[] nextCost = new float[next.size()];
    cameFrom[step] = new int[next.size()];
    for (int to = 0; to < nextCost.length; to++) {
      int best = cheapestWay(cost, move, to);
      cameFrom[step][to] = best;
      nextCost[to] = cost[best] + move[best][to] + unrest(next.get(to));
    }
    return nextCost;
  }

  private static int cheapestWay(float[] cost, float[][] move, int to) {
    int best = 0;
    for (int i = 1; i < cost.length; i++) {
      if (cost[i] + move[i][to] < cost[best] + move[best][to]) {
        best = i;
      }
    }
    return best;
  }

  private static int cheapest(float[] cost) {
    int best = 0;
    for (int i = 1; i < cost.length; i++) {
      best = cost[i] < cost[best] ? i : best;
    }
    return best;
  }

  private static float[][] moveCosts(List<int[]> from, List<int[]> to) {
    float[][] costs = new float[from.size()][to.size()];
    for (int i = 0; i < costs.length; i++) {
      for (int j = 0; j < costs[i].length; j++) {
        costs[i][j] = move(from.get(i), to.get(j));
      }
    }
    return costs;
  }

  /// Each new tone pays for its way from the nearest old one; a leap of the top tone costs extra.
  private static float move(int[] from, int[] to) {
    float cost = 0;
    for (int tone : to) {
      int nearest = 99;
      for (int old : from) {
        nearest = Math.min(nearest, Math.abs(tone - old));
      }
      cost += nearest + .4f * nearest * nearest;
    }
    int topLeap = Math.abs(to[to.length - 1] - from[from.length - 1]);
    return cost + 2 * Math.max(0, topLeap - 4);
  }

  /// What a voicing costs by itself: far from where the hands rest, or rubbing.
  private float unrest(int[] voicing) {
    float sum = 0;
    for (int tone : voicing) {
      sum += tone;
    }
    return rubs(voicing) + .9f * Math.abs(sum / voicing.length - middle);
  }

  private static float rubs(int[] voicing) {
    float rubs = 0;
    for (int i = 0; i < voicing.length; i++) {
      for (int j = 0; j < i; j++) {
        rubs += voicing[i] - voicing[j] == 13 ? 6 : 0;
      }
    }
    return rubs;
  }

  private static List<Integer> toList(int[] voicing) {
    return Arrays.stream(voicing).boxed().toList();
  }

  private static int[] toArray(List<Integer> voicing) {
    return voicing.stream().mapToInt(Integer::intValue).toArray();
  }
}
