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
  private final long songSeed;
  private final Style style;
  private final Ending ending;
  private final List<Section> sections = new ArrayList<>();
  private double beat;

  private SongPlanner(long songSeed, Style style) {
    this.songSeed = songSeed;
    this.style = style;
    ending = Ending.draw(songSeed, style);
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
      int bars = (int) Math.max(16, Math.floor(style.songSeconds() * style.bpm() / 240 + .5));
      return SongForm.longPiece(bars, stream("form"));
    }
    return SongForm.song(stream("form"));
  }

  /// A piece of a given length, at least one bar long, and then its end.
  public static SongPlan planBars(long songSeed, Style style, int bars) {
    var planner = new SongPlanner(songSeed, style);
    String end = planner.ending == Ending.FADING ? " e4" : " e2";
    return planner.plan(SongForm.ofBars(bars, planner.stream("form")) + end, null);
  }

  /// A piece without beginning or end, to be played in a loop.
  public static SongPlan planLoop(long songSeed, Style style, int bars) {
    var planner = new SongPlanner(songSeed, style);
    return planner.plan(SongForm.loop(bars, planner.stream("form")), null);
  }

  private RandomStream stream(String name) {
    return RandomStream.of(songSeed, name);
  }

  private SongPlan plan(String form, @Nullable Chord next) {
    for (String section : form.split(" ", -1)) {
      addSection(section.charAt(0), Integer.parseInt(section.substring(1)));
    }
    HarmonyLoop first = HarmonyGrammar.write(style, stream("harmony/0"), -1);
    int opening = first.chords().getFirst().chord().rootPitchClass() - style.keyPitchClass();
    HarmonyLoop second =
        HarmonyGrammar.write(style, stream("harmony/1"), Math.floorMod(opening, 12));
    Motif motif = MotifWriter.write(style, stream("motif/a"));
    return new SongPlan(
        songSeed,
        style,
        sections,
        List.of(first, second),
        List.of(motif, MotifWriter.unlike(motif, style, stream("motif/b"))),
        DrumPattern.draw(style, stream("drums/pattern")),
        Groove.draw(style.feel(), stream("groove")),
        ending,
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
    int usual = usualHarmony(kind);
    boolean changes = kind != SectionKind.ENDING && repeatsTheLast(layers, usual);
    int harmony = changes ? 1 - usual : usual;
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

  /// Whether it goes on as the section before it while the sound fades.
  private boolean playsOn(SectionKind kind) {
    return kind == SectionKind.ENDING && ending == Ending.FADING;
  }

  private int usualHarmony(SectionKind kind) {
    if (playsOn(kind)) {
      return sections.getLast().harmony();
    }
    return kind == SectionKind.B || kind == SectionKind.B_PRIME ? 1 : 0;
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
          case INTRO -> intro();
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
          case ENDING -> ending();
        };
    if (kind == SectionKind.A && (!isFirst || sings("A", .45))) {
      layers.add(Layer.LEAD);
    }
    if (kind == SectionKind.B && sings("B", .35)) {
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

  /// Most songs begin with the keys alone; in some the melody, the bass or the hats are there too.
  private Set<Layer> intro() {
    return switch (stream("intro").weighted(.4, .25, .2, .15)) {
      case 1 -> EnumSet.of(Layer.KEYS, Layer.LEAD);
      case 2 -> EnumSet.of(Layer.KEYS, Layer.DRUMS);
      case 3 -> EnumSet.of(Layer.KEYS, Layer.BASS);
      default -> EnumSet.of(Layer.KEYS);
    };
  }

  private Set<Layer> ending() {
    Set<Layer> layers = EnumSet.noneOf(Layer.class);
    switch (ending) {
      case FADING -> layers.addAll(sections.getLast().layers());
      case LAST_MOTIF -> layers.addAll(Set.of(Layer.KEYS, Layer.BASS, Layer.LEAD));
      case ECHOES, SLOWING, KEYS_ALONE, COLD -> layers.addAll(Set.of(Layer.KEYS, Layer.BASS));
    }
    return layers;
  }

  /// Whether this song has its melody already in sections of a kind that other songs play without.
  private boolean sings(String kind, double likelihood) {
    return stream("melody/in/" + kind).chance(likelihood);
  }

  /// In a break the lead plays alone over long notes, or rests; a lonely song leaves the keys to
  /// themselves.
  private void thinOut(Set<Layer> layers) {
    RandomStream draw = stream("break/" + sections.size());
    if (style.has(Trait.SOLO_BREAKS)) {
      layers.retainAll(Set.of(Layer.KEYS));
    } else if (draw.chance(.35)) {
      layers.remove(Layer.LEAD);
    }
    if (draw.chance(.6)) {
      layers.remove(Layer.DRUMS);
    }
  }

  private void obey(Trait wish, Set<Layer> layers, Layer layer) {
    if (style.has(wish)) {
      layers.remove(layer);
    }
  }

  private double energy(SectionKind kind) {
    if (playsOn(kind)) {
      return sections.getLast().energy();
    }
    double base =
        switch (kind) {
          case INTRO, OUTRO, ENDING -> .15;
          case BREAK -> .2;
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
