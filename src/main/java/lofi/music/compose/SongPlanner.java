package lofi.music.compose;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import lofi.music.random.RandomStream;
import lofi.music.style.Style;
import lofi.music.style.Trait;
import lofi.music.theory.Chord;
import lofi.music.theory.Quality;
import lofi.music.theory.VoiceLeading;
import org.jspecify.annotations.Nullable;

/// Decides a song's form and material. It takes about a millisecond.
public final class SongPlanner {
  private static final String[] FORMS = {
    "i4 A8 a8 B8 A8 k4 b8 A8 o4", "i4 A8 B8 a8 k8 A8 B8 o4", "i4 A8 a8 B8 C8 A8 a8 o4"
  };

  private final long songSeed;
  private final Style style;
  private final List<Section> sections = new ArrayList<>();
  private double beat;

  private SongPlanner(long songSeed, Style style) {
    this.songSeed = songSeed;
    this.style = style;
  }

  /// A song of the stream: two to three and a half minutes, whose last bars lead into the next key.
  ///
  /// @param next the chord that the next song's key rests on
  public static SongPlan plan(long songSeed, Style style, Chord next) {
    var planner = new SongPlanner(songSeed, style);
    return planner.plan(planner.drawForm(), next);
  }

  private String drawForm() {
    if (style.songSeconds() > 0) {
      return longForm((int) Math.max(16, Math.floor(style.songSeconds() * style.bpm() / 240 + .5)));
    }
    RandomStream draw = stream("form");
    String form = draw.pick(List.of(FORMS));
    String last = draw.pick(List.of("", " b8", " b8 a8"));
    return form.replace(" o4", last + " o4");
  }

  /// A piece of a given length, at least one bar long, and one bar more for its last chord.
  public static SongPlan planBars(long songSeed, Style style, int bars) {
    return new SongPlanner(songSeed, style).plan(formOf(bars) + " e1", null);
  }

  /// A piece without beginning or end, to be played in a loop.
  public static SongPlan planLoop(long songSeed, Style style, int bars) {
    return new SongPlanner(songSeed, style).plan(loopForm(bars), null);
  }

  private static String loopForm(int bars) {
    if (bars <= 8) {
      return "a" + bars;
    }
    return bars <= 16
        ? "a8 B" + (bars - 8)
        : longForm(bars + 4).replace("i4 ", "").replace(" o4", "");
  }

  private RandomStream stream(String name) {
    return RandomStream.of(songSeed, name);
  }

  private static String formOf(int bars) {
    if (bars < 4) {
      return "A" + bars;
    }
    if (bars < 14) {
      return "i2 a" + (bars - 2);
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
      int usual = section.charAt(1) - '0';
      int length = left - usual < 4 ? left : usual;
      form.append(' ').append(section.charAt(0)).append(length);
      left -= length;
    }
    return form.append(" o4").toString();
  }

  private SongPlan plan(String form, @Nullable Chord next) {
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
        List.of(
            MotifWriter.write(style, stream("motif/a")),
            MotifWriter.write(style, stream("motif/b"))),
        DrumPattern.draw(style, stream("drums/pattern")),
        Groove.draw(style.feel(), stream("groove")),
        next == null ? List.of() : bridge(first, next));
  }

  /// The loop's first chord for two bars, then two and five of the next key.
  private List<ChordSpan> bridge(HarmonyLoop loop, Chord next) {
    int root = next.rootPitchClass();
    boolean minor = next.quality().isMinor();
    Chord held = loop.chords().getFirst().chord();
    Chord two = new Chord(root + 2, minor ? Quality.HALF_DIMINISHED : Quality.MINOR_9);
    Chord five = new Chord(root + 7, minor ? Quality.FLAT_9 : Quality.DOMINANT_13);
    List<List<Integer>> voicings =
        VoiceLeading.ofLoop(List.of(held, two, five, next), style.keys().hand());
    return List.of(
        new ChordSpan(0, 8, held, voicings.get(0)),
        new ChordSpan(8, 4, two, voicings.get(1)),
        new ChordSpan(12, 4, five, voicings.get(2)));
  }

  private void addSection(char letter, int bars) {
    SectionKind kind = kind(letter);
    boolean isFirst = sections.stream().noneMatch(other -> other.kind() == kind);
    Set<Layer> layers = layers(kind, isFirst);
    int usual = kind == SectionKind.B || kind == SectionKind.B_PRIME ? 1 : 0;
    int harmony = repeatsTheLast(layers, usual) ? 1 - usual : usual;
    sections.add(
        new Section(
            kind,
            sections.size(),
            beat,
            bars,
            harmony,
            layers,
            energy(kind),
            kind == SectionKind.INTRO ? .35 : 1,
            transitions(kind)));
    beat += 4 * bars;
  }

  /// Whether a section would be the one before over again, as when the prompt leaves few players.
  private boolean repeatsTheLast(Set<Layer> layers, int harmony) {
    return !sections.isEmpty()
        && sections.getLast().layers().equals(layers)
        && sections.getLast().harmony() == harmony;
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
      case 'e' -> SectionKind.ENDING;
      default -> SectionKind.OUTRO;
    };
  }

  private Set<Layer> layers(SectionKind kind, boolean isFirst) {
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
              EnumSet.of(
                  Layer.DRUMS,
                  Layer.KICK,
                  Layer.BASS,
                  Layer.KEYS,
                  Layer.PAD,
                  Layer.LEAD,
                  Layer.BUSY_HATS);
          case BREAK -> EnumSet.of(Layer.DRUMS, Layer.BASS, Layer.KEYS, Layer.LEAD);
          case OUTRO -> EnumSet.of(Layer.KEYS, Layer.BASS, Layer.DRUMS);
          case ENDING -> EnumSet.of(Layer.KEYS, Layer.BASS);
        };
    if (kind == SectionKind.A && !isFirst) {
      layers.add(Layer.LEAD);
    }
    if (kind == SectionKind.BREAK) {
      thinOut(layers);
    }
    obey(Trait.NO_DRUMS, layers, Layer.DRUMS);
    obey(Trait.NO_DRUMS, layers, Layer.KICK);
    obey(Trait.NO_BASS, layers, Layer.BASS);
    obey(Trait.NO_KEYS, layers, Layer.KEYS);
    obey(Trait.NO_MELODY, layers, Layer.LEAD);
    obey(Trait.NO_PAD, layers, Layer.PAD);
    if (style.has(Trait.PAD) && kind != SectionKind.INTRO) {
      layers.add(Layer.PAD);
    }
    return layers;
  }

  /// In a break the lead plays alone over long notes, or rests; a lonely song leaves the keys to
  /// themselves.
  private void thinOut(Set<Layer> layers) {
    if (style.has(Trait.SOLO_BREAKS)) {
      layers.retainAll(Set.of(Layer.KEYS));
    } else if (stream("break/" + sections.size()).chance(.35)) {
      layers.remove(Layer.LEAD);
    }
  }

  private void obey(Trait wish, Set<Layer> layers, Layer layer) {
    if (style.has(wish)) {
      layers.remove(layer);
    }
  }

  private double energy(SectionKind kind) {
    double base =
        switch (kind) {
          case INTRO, OUTRO, ENDING -> .25;
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
    if (kind == SectionKind.INTRO || kind == SectionKind.OUTRO || kind == SectionKind.ENDING) {
      return chosen;
    }
    int count = 1 + draw.below(2);
    for (int i = 0; i < count; i++) {
      chosen.add(draw.pick(List.of(Transition.values()), .45, .35, .15, .2, .06));
    }
    return chosen;
  }
}
