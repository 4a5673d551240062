package lofi.music.style;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import lofi.music.random.RandomStream;
import lofi.music.theory.Mode;

/// Draws a song's style: the palette first, then everything inside it, moved by the prompt.
public final class StyleResolver {
  private static final double SLOWEST = 60;
  private static final double FASTEST = 96;

  private final long seed;
  private final Wishes wishes;
  private final Palette palette;

  private StyleResolver(long seed, long paletteSeed, Wishes wishes) {
    this.seed = seed;
    this.wishes = wishes;
    this.palette = drawPalette(RandomStream.of(paletteSeed, "style/palette"));
  }

  /// @param normalisedPrompt from `PromptReader.normalise`
  public static Style resolve(String normalisedPrompt, long songSeed) {
    return resolve(normalisedPrompt, songSeed, songSeed);
  }

  /// @param paletteSeed what the palette is drawn by, so that neighbouring songs can share one
  public static Style resolve(String normalisedPrompt, long songSeed, long paletteSeed) {
    return new StyleResolver(songSeed, paletteSeed, PromptReader.read(normalisedPrompt)).style();
  }

  /// Whether the prompt states a value (`bpm` or `key`) that no song may leave.
  public static boolean states(String normalisedPrompt, String name) {
    return stated(normalisedPrompt, name).isPresent();
  }

  /// Whether the prompt asks for major or for minor.
  public static boolean choosesMode(String normalisedPrompt) {
    return !PromptReader.read(normalisedPrompt).choice("mode").isEmpty();
  }

  /// The value of `bpm`, `key`, `minutes` or `bars`, when the prompt states one.
  public static OptionalDouble stated(String normalisedPrompt, String name) {
    return PromptReader.read(normalisedPrompt).explicit(name);
  }

  private RandomStream stream(String name) {
    return RandomStream.of(seed, "style/" + name);
  }

  private Palette drawPalette(RandomStream draw) {
    Palette[] all = Palette.values();
    double[] weights = new double[all.length];
    for (int i = 0; i < all.length; i++) {
      weights[i] = all[i].weight() * wishes.paletteFactor(all[i]);
    }
    return all[draw.weighted(weights)];
  }

  private Style style() {
    double energy = mood("energy", .25, .7, 0, .7);
    double jazz = mood("jazz", .3, palette == Palette.JAZZ_ROOM ? 1 : .8, 0, 1);
    double space = mood("space", .2, .7, 0, 1);
    double dust = mood("dust", .2, .7, 0, 1.2);
    double wobble = mood("wobble", .2, .8, 0, 1.2);
    double warmth = stream("warmth").unit();
    Set<Trait> traits = traits();
    var recipes = new PaletteRecipes(palette, wishes, seed);
    return new Style(
        palette,
        bpm(),
        swing(),
        feel(),
        (int) wishes.explicit("key").orElse(stream("key").below(12)),
        mode(),
        mood("valence", -.4, .5, -1, 1),
        energy,
        jazz,
        mood("density", .35, .7, .05, 1),
        clamp(wishes.amount("melody"), -.5, .5),
        warmth,
        space,
        dust,
        wobble,
        songSeconds(),
        recipes.keys(),
        recipes.lead(),
        recipes.bass(),
        recipes.kit(),
        ambience(),
        traits,
        recipes.mix(dust, wobble, traits.contains(Trait.NO_DRUMS)));
  }

  private double songSeconds() {
    if (wishes.explicit("minutes").isPresent()) {
      return 60 * clamp(wishes.explicit("minutes").getAsDouble(), 1, 10);
    }
    if (wishes.traits().contains(Trait.SHORT_SONGS)) {
      return 60;
    }
    return wishes.traits().contains(Trait.LONG_SONGS) ? 240 : 0;
  }

  private double mood(String name, double low, double high, double least, double most) {
    double drawn = stream(name).between(low, high);
    return clamp(drawn + wishes.amount(name), least, most);
  }

  private double bpm() {
    if (wishes.explicit("bpm").isPresent()) {
      return clamp(wishes.explicit("bpm").getAsDouble(), SLOWEST, FASTEST);
    }
    RandomStream draw = stream("bpm");
    double bpm = drawBpm(draw);
    return Math.floor(clamp(bpm + wishes.amount("tempo"), SLOWEST, FASTEST) + .5);
  }

  /// Between the two tempos that the prompt names, such as `62-72`, or the usual ones.
  private double drawBpm(RandomStream draw) {
    String range = wishes.choice("range");
    if (range.isEmpty()) {
      return draw.triangular(70, 80, 90);
    }
    int dash = range.indexOf('-');
    double low = Double.parseDouble(range.substring(0, dash));
    double high = Double.parseDouble(range.substring(dash + 1));
    return low + (high - low) * draw.triangular(0, .5, 1);
  }

  private double swing() {
    if (wishes.explicit("swing").isPresent()) {
      return clamp(wishes.explicit("swing").getAsDouble(), .5, .7);
    }
    String choice = wishes.choice("swing");
    if (!choice.isEmpty()) {
      return Double.parseDouble(choice);
    }
    double drawn = stream("swing").triangular(.50, .57, .63);
    return Math.floor(clamp(drawn + wishes.amount("swing"), .5, .667) * 1000 + .5) / 1000;
  }

  private Feel feel() {
    return switch (wishes.choice("feel")) {
      case "dilla" -> Feel.DILLA;
      case "laid_back" -> Feel.LAID_BACK;
      default -> stream("feel").pick(List.of(Feel.values()), .25, .5, .25);
    };
  }

  private Mode mode() {
    return switch (wishes.choice("mode")) {
      case "major" -> Mode.MAJOR;
      case "minor" -> Mode.MINOR;
      default -> stream("mode").chance(minorLikelihood()) ? Mode.MINOR : Mode.MAJOR;
    };
  }

  /// Sad words make minor likelier, happy ones major.
  private double minorLikelihood() {
    return .5 + wishes.amount("minor") - .3 * wishes.amount("valence");
  }

  private Map<Ambience, Double> ambience() {
    Map<Ambience, Double> beds = new EnumMap<>(Ambience.class);
    for (Ambience bed : Ambience.values()) {
      double level = wishes.amount(bed.name().toLowerCase(Locale.ROOT));
      if (level > 0) {
        beds.put(bed, Math.min(1, level));
      }
    }
    return beds;
  }

  private Set<Trait> traits() {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    traits.addAll(wishes.traits());
    if (wishes.amount("drums") < -.4 && stream("drums").chance(.6)) {
      traits.add(Trait.NO_DRUMS);
    }
    for (Trait habit : paletteHabits()) {
      if (!wishes.refuses(habit)) {
        traits.add(habit);
      }
    }
    if (traits.contains(Trait.NO_PAD)) {
      traits.remove(Trait.PAD);
    }
    return traits;
  }

  private List<Trait> paletteHabits() {
    List<Trait> habits = new ArrayList<>();
    if (palette == Palette.NIGHT_SYNTH || palette == Palette.SNOW_BOX) {
      habits.add(Trait.PAD);
    }
    if (palette == Palette.BOSSA_TERRACE) {
      habits.add(Trait.BOSSA_COMPING);
      habits.add(Trait.SHAKER);
    }
    return habits;
  }

  static double clamp(double x, double low, double high) {
    return Math.max(low, Math.min(high, x));
  }
}
