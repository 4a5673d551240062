package lofi.music.compose;

import java.util.List;
import lofi.music.random.RandomStream;

/// Which sections follow each other, written as letters and bars: `i4 A8 a8 B8` is an intro of four
/// bars, then A, A′ and B of eight.
///
/// `i` is an intro, `k` a break, `b` stands for B′, `o` for the outro and `e` for the end.
final class SongForm {
  private static final List<String> SONGS =
      List.of(
          "i4 A8 a8 B8 A8 k4 b8 A8 o4",
          "i4 A8 B8 a8 k8 A8 B8 o4",
          "A8 a8 B8 C8 A8 k4 a8 o4",
          "i4 a8 k4 A8 B8 a8 b8 A8 o4",
          "i2 A8 a8 k4 B8 b8 A8 a8 o4");

  private static final List<String> SONG_TAILS = List.of("", " b8", " b8 a8");

  /// What a piece of one to two minutes begins with; A′ or B fills the rest.
  private static final List<String> SHORT_BEGINNINGS =
      List.of("i4 A8 a", "i2 A8 a", "A8 a", "i4 a8 B", "i2 A4 k2 a", "i4 A4 a");

  private static final double[] SHORT_WEIGHTS = {.25, .2, .15, .15, .1, .15};

  /// The shortest last section.
  private static final int FEWEST_BARS = 4;

  private static final List<String> LONG_BEGINNINGS =
      List.of("i4 A8", "A8", "i2 A8", "i4 a8 k4 A8");

  private static final List<List<String>> ROUNDS =
      List.of(
          List.of("a8", "B8", "A8", "k4", "b8", "a8", "B8", "A8"),
          List.of("B8", "a8", "k4", "A8", "b8", "a8", "B8", "A8"),
          List.of("a8", "k4", "B8", "b8", "A8", "a8", "B8", "A8"));

  private SongForm() {}

  /// A song of the stream: two to three and a half minutes.
  static String song(RandomStream draw) {
    String form = draw.pick(SONGS);
    return form.replace(" o4", draw.pick(SONG_TAILS) + " o4");
  }

  /// A piece of exactly so many bars.
  static String ofBars(int bars, RandomStream draw) {
    if (bars < FEWEST_BARS) {
      return "A" + bars;
    }
    if (bars < 14) {
      String whole = "i2 a" + (bars - 2);
      String broken = bars < 10 ? whole : "a4 k2 a" + (bars - 6);
      return draw.pick(List.of(whole, "i2 A" + (bars - 2), broken), .4, .35, .25);
    }
    return bars < 30 ? shortPiece(bars, draw) : longPiece(bars, draw);
  }

  private static String shortPiece(int bars, RandomStream draw) {
    String beginning = draw.pick(SHORT_BEGINNINGS, SHORT_WEIGHTS);
    int left = bars - bars(beginning);
    boolean fits = left >= FEWEST_BARS && left <= 16;
    if (!fits) {
      return "i4 A8 a" + (bars - 12);
    }
    return left <= 12 ? beginning + left : beginning + 8 + " B" + (left - 8);
  }

  /// A piece of more than two minutes.
  static String longPiece(int bars, RandomStream draw) {
    String beginning = draw.pick(LONG_BEGINNINGS, .45, .2, .2, .15);
    return beginning + rounds(bars - bars(beginning) - 4, draw) + " o4";
  }

  /// A loop of exactly so many bars, without beginning or end.
  static String loop(int bars, RandomStream draw) {
    if (bars <= 8) {
      return "a" + bars;
    }
    return bars <= 16 ? "a8 B" + (bars - 8) : "A8" + rounds(bars - 8, draw);
  }

  /// Rounds of A and B over exactly so many bars.
  private static String rounds(int bars, RandomStream draw) {
    List<String> round = draw.pick(ROUNDS);
    var form = new StringBuilder();
    int left = bars;
    for (int i = 0; left > 0; i++) {
      String section = round.get(i % round.size());
      int usual = section.charAt(1) - '0';
      int length = left - usual < FEWEST_BARS ? left : usual;
      form.append(' ').append(section.charAt(0)).append(length);
      left -= length;
    }
    return form.toString();
  }

  /// How many bars the sections have together; one without a number has none yet.
  private static int bars(String form) {
    int sum = 0;
    for (String section : form.split(" ", -1)) {
      sum += section.length() > 1 ? section.charAt(1) - '0' : 0;
    }
    return sum;
  }
}
