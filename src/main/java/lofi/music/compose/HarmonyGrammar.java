package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import lofi.music.random.RandomStream;
import lofi.music.style.Style;
import lofi.music.style.Trait;
import lofi.music.theory.Chord;
import lofi.music.theory.Mode;
import lofi.music.theory.Quality;
import lofi.music.theory.VoiceLeading;
import org.jspecify.annotations.Nullable;

/// Writes four-bar chord loops as jazz players think of them: a few anchors, and before each of
/// them something that leads there.
///
/// The loop has eight half-bar slots and is a circle, so what stands before the first anchor is
/// written last. The preparations (related ii–V, tritone substitute, backdoor, diminished passing
/// chord, suspended dominant) are those of Mark Levine, "The Jazz Theory Book".
final class HarmonyGrammar {
  private static final int SLOTS = 8;
  private static final List<Anchor> MAJOR_ANCHORS =
      List.of(
          new Anchor(0, Function.TONIC, 5),
          new Anchor(5, Function.SUBDOMINANT, 4),
          new Anchor(9, Function.MINOR_COLOUR, 3),
          new Anchor(2, Function.MINOR_COLOUR, 3),
          new Anchor(4, Function.MINOR_COLOUR, 2),
          new Anchor(8, Function.BORROWED, .6),
          new Anchor(3, Function.BORROWED, .4));
  private static final List<Anchor> MINOR_ANCHORS =
      List.of(
          new Anchor(0, Function.MINOR_TONIC, 5),
          new Anchor(8, Function.BORROWED, 4),
          new Anchor(5, Function.MINOR_COLOUR, 3.5),
          new Anchor(3, Function.BORROWED, 2.5),
          new Anchor(10, Function.FLAT_SEVEN, 1),
          new Anchor(2, Function.HALF_DIMINISHED, .5));

  /// Minor with a major sixth: the fourth is a dominant chord, and the flat sixth is left out.
  private static final List<Anchor> DORIAN_ANCHORS =
      List.of(
          new Anchor(0, Function.MINOR_TONIC, 5),
          new Anchor(5, Function.DORIAN_FOUR, 4),
          new Anchor(2, Function.MINOR_COLOUR, 2),
          new Anchor(3, Function.BORROWED, 2),
          new Anchor(10, Function.BORROWED, 2));

  private enum Function {
    TONIC,
    SUBDOMINANT,
    MINOR_TONIC,
    MINOR_COLOUR,
    BORROWED,
    FLAT_SEVEN,
    DORIAN_FOUR,
    HALF_DIMINISHED
  }

  private record Anchor(int degree, Function function, double weight) {}

  /// A chord relative to the key.
  private record Step(int degree, Quality quality) {}

  private final Style style;
  private final RandomStream draw;
  private final List<Anchor> anchors;
  private final @Nullable Step[] slots = new @Nullable Step[SLOTS];

  private HarmonyGrammar(Style style, RandomStream draw) {
    this.style = style;
    this.draw = draw;
    this.anchors = anchors(style);
  }

  private static List<Anchor> anchors(Style style) {
    if (style.mode() == Mode.MAJOR) {
      return MAJOR_ANCHORS;
    }
    return style.has(Trait.DORIAN) ? DORIAN_ANCHORS : MINOR_ANCHORS;
  }

  /// @param notOn a degree that the loop must not begin on, or −1
  static HarmonyLoop write(Style style, RandomStream draw, int notOn) {
    var grammar = new HarmonyGrammar(style, draw);
    int[] places = grammar.drawPlaces();
    grammar.placeAnchors(places, notOn);
    grammar.prepareAnchors(places);
    return grammar.voiced();
  }

  private int[] drawPlaces() {
    return switch (draw.weighted(.30, .39, .31)) {
      case 0 -> new int[] {0, 4};
      case 1 -> new int[] {0, 2, 4, 6};
      default -> new int[] {0, 2, 4};
    };
  }

  private void placeAnchors(int[] places, int notOn) {
    int previous = -1;
    boolean tonicHeard = false;
    for (int i = 0; i < places.length; i++) {
      boolean needsTonic = i == places.length - 1 && !tonicHeard;
      Anchor anchor = drawAnchor(previous, needsTonic, i == 0 ? notOn : -1);
      slots[places[i]] = new Step(anchor.degree(), colour(anchor.function()));
      previous = anchor.degree();
      tonicHeard |= previous == 0;
    }
  }

  private Anchor drawAnchor(int previous, boolean needsTonic, int forbidden) {
    double[] weights = new double[anchors.size()];
    for (int i = 0; i < weights.length; i++) {
      int degree = anchors.get(i).degree();
      weights[i] = anchors.get(i).weight() * rootMotion(previous, degree);
      weights[i] *= degree == 0 && needsTonic ? 3 : 1;
      weights[i] *= degree == forbidden ? 0 : 1;
    }
    return anchors.get(draw.weighted(weights));
  }

  /// How welcome a step of the roots is: a fourth up most of all.
  private static double rootMotion(int from, int to) {
    if (from < 0) {
      return 1;
    }
    return switch (Math.floorMod(to - from, 12)) {
      case 0 -> .05;
      case 5 -> 2.2;
      case 8, 9 -> 1.4;
      case 10, 11 -> 1.2;
      default -> 1;
    };
  }

  private Quality colour(Function function) {
    boolean simple = style.has(Trait.SIMPLE_TRIADS) && draw.chance(.5);
    return switch (function) {
      case TONIC -> simple ? Quality.MAJOR_TRIAD : majorTonic();
      case SUBDOMINANT -> simple ? Quality.MAJOR_TRIAD : majorColour();
      case BORROWED -> draw.chance(.7) ? Quality.MAJOR_9 : Quality.MAJOR_7_SHARP_11;
      case MINOR_TONIC, MINOR_COLOUR -> simple ? Quality.MINOR_TRIAD : minorColour();
      case FLAT_SEVEN -> Quality.DOMINANT_9;
      case DORIAN_FOUR -> draw.chance(.6) ? Quality.DOMINANT_9 : Quality.DOMINANT_13;
      case HALF_DIMINISHED -> Quality.HALF_DIMINISHED;
    };
  }

  private Quality majorTonic() {
    if (style.has(Trait.BLUES)) {
      return draw.chance(.6) ? Quality.DOMINANT_13 : Quality.DOMINANT_9;
    }
    if (style.has(Trait.MAJOR_7_COLOURS)) {
      return draw.chance(.6) ? Quality.MAJOR_7 : Quality.MAJOR_9;
    }
    return draw.pick(List.of(Quality.MAJOR_9, Quality.MAJOR_7, Quality.SIX_NINE, Quality.MAJOR_9));
  }

  private Quality majorColour() {
    if (style.has(Trait.BLUES)) {
      return Quality.DOMINANT_9;
    }
    if (style.has(Trait.SHARP_11_COLOURS) && draw.chance(.6)) {
      return Quality.MAJOR_7_SHARP_11;
    }
    return draw.pick(
        List.of(
            Quality.MAJOR_9,
            Quality.MAJOR_7,
            Quality.MAJOR_7_SHARP_11,
            Quality.MAJOR_9,
            style.jazz() > .6 || style.has(Trait.SOUL_COLOURS)
                ? Quality.MAJOR_13
                : Quality.MAJOR_9));
  }

  private Quality minorColour() {
    double eleven = style.has(Trait.SOUL_COLOURS) ? .4 : .2;
    return switch (draw.weighted(.6, .2, eleven)) {
      case 0 -> Quality.MINOR_9;
      case 1 -> Quality.MINOR_7;
      default -> Quality.MINOR_11;
    };
  }

  private void prepareAnchors(int[] places) {
    for (int i = 0; i < places.length; i++) {
      int next = i + 1 < places.length ? places[i + 1] : SLOTS;
      int gap = next - places[i] - 1;
      Step goal = slot(next % SLOTS);
      if (gap == 1) {
        slots[next - 1] = passingChord(slot(places[i]), goal);
      } else if (gap > 1) {
        prepareWithTwo(next, goal);
      }
    }
    holdThroughGaps();
  }

  /// What stands in a half bar before `goal`; most often the chord before is simply held.
  private Step passingChord(Step from, Step goal) {
    double jazz = style.jazz();
    double tritone = style.has(Trait.TRITONE_SUBSTITUTES) ? .6 : .20 * jazz;
    double fourthToMinor = style.has(Trait.BORROWED_IV) ? .5 : .10;
    int way = draw.weighted(1.1 - .5 * jazz, .34 * jazz, tritone, .10 * jazz, fourthToMinor);
    return switch (way) {
      case 1 -> new Step(goal.degree() + 7, dominantTo(goal));
      case 2 -> new Step(goal.degree() + 1, Quality.SHARP_11);
      case 3 -> new Step(goal.degree() + 11, Quality.DIMINISHED_7);
      case 4 ->
          from.degree() == 5 && !from.quality().isMinor()
              ? new Step(5, Quality.MINOR_SIX_NINE)
              : from;
      default -> from;
    };
  }

  private Quality dominantTo(Step goal) {
    if (!goal.quality().isMinor()) {
      return draw.chance(.7) ? Quality.DOMINANT_13 : Quality.DOMINANT_9;
    }
    return draw.chance(.5) ? Quality.FLAT_9 : Quality.ALTERED;
  }

  private void prepareWithTwo(int next, Step goal) {
    double jazz = style.jazz();
    boolean minor = goal.quality().isMinor();
    double backdoor = minor ? 0 : style.has(Trait.BORROWED_FLAT_VII) ? .6 : .18;
    int way = draw.weighted(.25, .45 * jazz + .1, .22 * jazz, backdoor, .15);
    switch (way) {
      case 1 -> pair(next, twoOf(goal), new Step(goal.degree() + 7, dominantTo(goal)));
      case 2 -> pair(next, twoOf(goal), new Step(goal.degree() + 1, Quality.SHARP_11));
      case 3 ->
          pair(
              next,
              new Step(goal.degree() + 5, Quality.MINOR_9),
              new Step(goal.degree() + 10, Quality.DOMINANT_13));
      case 4 -> suspend(next, goal);
      default -> {}
    }
  }

  private static Step twoOf(Step goal) {
    Quality quality = goal.quality().isMinor() ? Quality.HALF_DIMINISHED : Quality.MINOR_9;
    return new Step(goal.degree() + 2, quality);
  }

  private void suspend(int next, Step goal) {
    int degree = goal.degree() + 7;
    boolean resolves = draw.chance(.5 * style.jazz());
    Quality dominant = goal.quality().isMinor() ? Quality.FLAT_9 : Quality.DOMINANT_13;
    Quality hanging = draw.chance(.7) ? Quality.NINE_SUS : Quality.THIRTEEN_SUS;
    pair(next, new Step(degree, hanging), new Step(degree, resolves ? dominant : hanging));
  }

  private void pair(int next, Step first, Step second) {
    slots[next - 2] = first;
    slots[next - 1] = second;
  }

  private Step slot(int index) {
    return Objects.requireNonNull(slots[index]);
  }

  private void holdThroughGaps() {
    for (int i = 1; i < SLOTS; i++) {
      if (slots[i] == null) {
        slots[i] = slots[i - 1];
      }
    }
  }

  private HarmonyLoop voiced() {
    List<Chord> chords = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      Chord chord = new Chord(style.keyPitchClass() + slot(i).degree(), slot(i).quality());
      if (chords.isEmpty() || !chords.getLast().equals(chord)) {
        chords.add(chord);
        starts.add(i);
      }
    }
    return spans(chords, starts);
  }

  private HarmonyLoop spans(List<Chord> chords, List<Integer> starts) {
    List<List<Integer>> voicings = VoiceLeading.ofLoop(chords, style.keys().hand());
    List<ChordSpan> spans = new ArrayList<>();
    for (int i = 0; i < chords.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : SLOTS;
      double beats = 2.0 * (end - starts.get(i));
      spans.add(new ChordSpan(2 * starts.get(i), beats, chords.get(i), voicings.get(i)));
    }
    return new HarmonyLoop(spans);
  }
}
