package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;
import lofi.music.random.RandomStream;
import lofi.music.style.Style;
import lofi.music.style.Trait;

/// Invents a motif: a rhythm of two bars from a drawer of cells, a contour, and a chord tone to
/// lean on at the end.
final class MotifWriter {
  /// Two bars in eighths, `x` where a note begins. Each cell has an off-beat and a beat of rest.
  private static final List<String> CELLS =
      List.of(
          "x.xx.x..........",
          "..x.x..x........",
          "x..x.x..........",
          "x.x..x.x........",
          "...x.x.xx.......",
          "x..x..x.x.......",
          "..xx.x..x.......",
          "x...x..x........",
          ".x.x..x.........",
          "x.xx....x.x.....",
          "..x..x.x........",
          "x..xx..x........",
          "....x.xx.x......",
          "x.x.x..x........",
          ".xx.x...x.......",
          "x..x....x..x....",
          "..x.xx.x........",
          "x....x.xx.......",
          "...x..x.x.......",
          "x.xx.xx.........",
          "x..x..x...x.....",
          "..x...x..x......",
          "x.x....x.x......",
          ".x..x.x.x.......",
          "x...xx.x........",
          "..xx..x.........",
          "x..xx.x.x.......",
          "....xx.x..x.....",
          "x.x.xx..........",
          ".x.xx..x........",
          "x......x.xx.....",
          "..x.x.xx........",
          "x..x.xx.........",
          "...xx.x..x......",
          "x.xx...x........",
          "x...x.x..x......",
          ".xx..x.x........",
          "x..x...xx.......",
          "..x..xx.x.......",
          "x.x..xx.........");

  private static final List<Integer> TARGETS = List.of(3, 5, 9, 7, 13);
  private static final double LONGEST = 1.75;

  private static final int TRIES = 12;

  private MotifWriter() {}

  /// A motif that nobody takes for `other`: another rhythm, and it does not go the same way.
  static Motif unlike(Motif other, Style style, RandomStream draw) {
    Motif motif = write(style, draw);
    for (int i = 1; i < TRIES && isLike(motif, other); i++) {
      motif = write(style, draw);
    }
    return motif;
  }

  private static boolean isLike(Motif motif, Motif other) {
    return motif.onsets().equals(other.onsets()) || way(motif) == way(other);
  }

  /// Whether a motif ends above (1) or below (−1) its first note.
  private static int way(Motif motif) {
    return Integer.signum(motif.contour().getLast() - motif.contour().getFirst());
  }

  static Motif write(Style style, RandomStream draw) {
    String cell = draw.pick(CELLS);
    List<Double> onsets = new ArrayList<>();
    for (int i = 0; i < cell.length(); i++) {
      if (cell.charAt(i) == 'x') {
        onsets.add(i / 2.0);
      }
    }
    return new Motif(
        onsets, lengths(onsets, draw), contour(style, draw, onsets.size()), draw.pick(TARGETS));
  }

  private static List<Double> lengths(List<Double> onsets, RandomStream draw) {
    List<Double> lengths = new ArrayList<>();
    for (int i = 0; i < onsets.size(); i++) {
      boolean last = i == onsets.size() - 1;
      double room = last ? draw.between(1, LONGEST) : onsets.get(i + 1) - onsets.get(i);
      lengths.add(Math.min(LONGEST, room) * .94);
    }
    return lengths;
  }

  private static List<Integer> contour(Style style, RandomStream draw, int count) {
    double rise = style.has(Trait.RISING_LINES) ? 3 : Math.max(.4, 1 + .8 * style.valence());
    int shape = draw.weighted(1.2, 1.3 - .6 * style.valence(), rise, .9);
    double height = draw.between(3.5, 7);
    List<Integer> contour = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = count == 1 ? 0 : (double) i / (count - 1);
      contour.add((int) Math.floor(height * shapeAt(shape, x) + .5));
    }
    return contour;
  }

  /// Arch, fall, rise or wave, within −.5 to .6.
  private static double shapeAt(int shape, double x) {
    return switch (shape) {
      case 0 -> 4 * x * (1 - x) - .45;
      case 1 -> .55 - x;
      case 2 -> x - .45;
      default -> x < .5 ? .5 - 2 * x : 2 * x - 1.5;
    };
  }
}
