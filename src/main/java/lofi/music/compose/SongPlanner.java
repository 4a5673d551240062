package lofi.music.compose;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import lofi.music.random.RandomStream;
import lofi.music.style.Style;
import lofi.music.style.Trait;

/// Decides a song's form and material. It takes about a millisecond.
public final class SongPlanner {
  private static final String[] FORMS = {
    "i4 A8 a8 B8 A8 k4 b8 A8 o4", "i4 A8 B8 a8 k8 A8 B8 o4", "A8 a8 B8 C8 A8 a8 o4"
  };

  private final long songSeed;
  private final Style style;
  private final List<Section> sections = new ArrayList<>();
  private double beat;

  private SongPlanner(long songSeed, Style style) {
    this.songSeed = songSeed;
    this.style = style;
  }

  /// A song of the stream: two to three and a half minutes.
  public static SongPlan plan(long songSeed, Style style) {
    var planner = new SongPlanner(songSeed, style);
    String form = planner.stream("form").pick(List.of(FORMS));
    return planner.plan(form);
  }

  /// A piece of a given length, at least one bar long.
  public static SongPlan planBars(long songSeed, Style style, int bars) {
    return new SongPlanner(songSeed, style).plan(formOf(bars));
  }

  private RandomStream stream(String name) {
    return RandomStream.of(songSeed, name);
  }

  private static String formOf(int bars) {
    if (bars < 4) {
      return "A" + bars;
    }
    if (bars < 14) {
      return "i2 A" + (bars - 2);
    }
    if (bars < 30) {
      return "i4 A8 a" + (bars - 12);
    }
    return longForm(bars);
  }

  private static String longForm(int bars) {
    String[] cycle = {"A8", "a8", "B8", "A8", "k4", "b8", "a8", "B8"};
    var form = new StringBuilder("i4");
    int left = bars - 8;
    for (int i = 0; left > 0; i++) {
      String section = cycle[i % cycle.length];
      int length = Math.min(left, section.charAt(1) - '0');
      form.append(' ').append(section.charAt(0)).append(length);
      left -= length;
    }
    return form.append(" o4").toString();
  }

  private SongPlan plan(String form) {
    for (String section : form.split(" ", -1)) {
      addSection(section.charAt(0), Integer.parseInt(section.substring(1)));
    }
    HarmonyLoop first = HarmonyGrammar.write(style, stream("harmony/0"), -1);
    int opening = first.chords().getFirst().chord().rootPitchClass() - style.keyPitchClass();
    HarmonyLoop second =
        HarmonyGrammar.write(style, stream("harmony/1"), Math.floorMod(opening, 12));
    return new SongPlan(
        songSeed,
        style,
        sections,
        List.of(first, second),
        List.of(),
        DrumPattern.draw(stream("drums/pattern")),
        Groove.draw(style.feel(), stream("groove")));
  }

  private void addSection(char letter, int bars) {
    SectionKind kind = kind(letter);
    int harmony = kind == SectionKind.B || kind == SectionKind.B_PRIME ? 1 : 0;
    sections.add(
        new Section(
            kind,
            sections.size(),
            beat,
            bars,
            harmony,
            layers(kind),
            energy(kind),
            kind == SectionKind.INTRO ? .35 : 1,
            transitions(kind)));
    beat += 4 * bars;
  }

  private static SectionKind kind(char letter) {
    return switch (letter) {
      case 'i' -> SectionKind.INTRO;
      case 'A' -> SectionKind.A;
      case 'a' -> SectionKind.A_PRIME;
      case 'B' -> SectionKind.B;
      case 'b' -> SectionKind.B_PRIME;
      case 'C' -> SectionKind.C;
      case 'k' -> SectionKind.BREAK;
      default -> SectionKind.OUTRO;
    };
  }

  private Set<Layer> layers(SectionKind kind) {
    Set<Layer> layers =
        switch (kind) {
          case INTRO -> EnumSet.of(Layer.KEYS);
          case A -> EnumSet.of(Layer.DRUMS, Layer.KICK, Layer.BASS, Layer.KEYS);
          case A_PRIME ->
              EnumSet.of(
                  Layer.DRUMS, Layer.KICK, Layer.BASS, Layer.KEYS, Layer.LEAD, Layer.BUSY_HATS);
          case B ->
              EnumSet.of(
                  Layer.DRUMS, Layer.KICK, Layer.BASS, Layer.KEYS, Layer.PAD, Layer.BUSY_HATS);
          case B_PRIME, C ->
              EnumSet.of(Layer.DRUMS, Layer.KICK, Layer.BASS, Layer.KEYS, Layer.PAD, Layer.LEAD);
          case BREAK -> EnumSet.of(Layer.DRUMS, Layer.BASS, Layer.KEYS, Layer.LEAD);
          case OUTRO -> EnumSet.of(Layer.KEYS, Layer.BASS);
        };
    obey(Trait.NO_DRUMS, layers, Layer.DRUMS);
    obey(Trait.NO_DRUMS, layers, Layer.KICK);
    obey(Trait.NO_BASS, layers, Layer.BASS);
    obey(Trait.NO_KEYS, layers, Layer.KEYS);
    obey(Trait.NO_MELODY, layers, Layer.LEAD);
    return layers;
  }

  private void obey(Trait wish, Set<Layer> layers, Layer layer) {
    if (style.has(wish)) {
      layers.remove(layer);
    }
  }

  private double energy(SectionKind kind) {
    double base =
        switch (kind) {
          case INTRO, OUTRO -> .25;
          case BREAK -> .28;
          case A -> .5;
          case A_PRIME, C -> .6;
          case B, B_PRIME -> .65;
        };
    return base + .4 * (style.energy() - .45);
  }

  private Set<Transition> transitions(SectionKind kind) {
    Set<Transition> chosen = EnumSet.noneOf(Transition.class);
    RandomStream draw = stream("transition/" + sections.size());
    if (kind == SectionKind.INTRO || kind == SectionKind.OUTRO) {
      return chosen;
    }
    int count = 1 + draw.below(2);
    for (int i = 0; i < count; i++) {
      chosen.add(draw.pick(List.of(Transition.values()), .45, .35, .15, .2, .06));
    }
    return chosen;
  }
}
