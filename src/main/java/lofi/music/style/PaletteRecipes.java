package lofi.music.style;

import java.util.List;
import java.util.Locale;
import lofi.music.random.RandomStream;
import lofi.music.style.KeysSound.Movement;

/// What each palette is made of. Every song draws its own instrument settings inside these limits.
final class PaletteRecipes {
  private final Palette palette;
  private final Wishes wishes;
  private final long seed;

  PaletteRecipes(Palette palette, Wishes wishes, long seed) {
    this.palette = palette;
    this.wishes = wishes;
    this.seed = seed;
  }

  private RandomStream stream(String name) {
    return RandomStream.of(seed, "palette/" + name);
  }

  KeysSound keys() {
    RandomStream draw = stream("keys");
    return new KeysSound(
        keysVoice(draw),
        draw.unit(),
        draw.unit(),
        draw.between(2, 8),
        movement(draw),
        draw.between(3.6, 6),
        draw.between(.09, .25),
        0);
  }

  private KeysVoice keysVoice(RandomStream draw) {
    List<KeysVoice> usual =
        switch (palette) {
          case DUSTY_SAMPLER -> List.of(KeysVoice.RHODES, KeysVoice.FELT, KeysVoice.WURLITZER);
          case BEDROOM_TAPE -> List.of(KeysVoice.FELT, KeysVoice.FELT, KeysVoice.WURLITZER);
          case JAZZ_ROOM -> List.of(KeysVoice.FELT, KeysVoice.RHODES);
          case NIGHT_SYNTH -> List.of(KeysVoice.RHODES, KeysVoice.WURLITZER);
          case GUITAR_PORCH, BOSSA_TERRACE -> List.of(KeysVoice.NYLON);
          case SNOW_BOX -> List.of(KeysVoice.VIBES, KeysVoice.FELT);
        };
    return chosen("keys", draw.pick(usual), draw, KeysVoice.class);
  }

  private Movement movement(RandomStream draw) {
    return switch (palette) {
      case NIGHT_SYNTH -> Movement.CHORUS;
      case JAZZ_ROOM, GUITAR_PORCH, BOSSA_TERRACE ->
          draw.chance(.7) ? Movement.STILL : Movement.TREMOLO;
      default -> draw.pick(List.of(Movement.values()));
    };
  }

  LeadSound lead() {
    RandomStream draw = stream("lead");
    List<LeadVoice> usual =
        switch (palette) {
          case DUSTY_SAMPLER -> List.of(LeadVoice.VIBES, LeadVoice.RHODES, LeadVoice.FLUTE);
          case BEDROOM_TAPE -> List.of(LeadVoice.SOFT_SQUARE, LeadVoice.WHISTLE, LeadVoice.FELT);
          case JAZZ_ROOM -> List.of(LeadVoice.NYLON, LeadVoice.VIBES);
          case NIGHT_SYNTH -> List.of(LeadVoice.SYNTH, LeadVoice.SOFT_SQUARE);
          case GUITAR_PORCH -> List.of(LeadVoice.NYLON, LeadVoice.WHISTLE);
          case SNOW_BOX -> List.of(LeadVoice.MUSIC_BOX, LeadVoice.FELT, LeadVoice.VIBES);
          case BOSSA_TERRACE -> List.of(LeadVoice.FLUTE, LeadVoice.VIBES);
        };
    LeadVoice voice = chosen("lead", draw.pick(usual), draw, LeadVoice.class);
    return new LeadSound(
        voice, draw.between(8, 60), draw.between(4.2, 6), draw.between(4, 14), draw.unit());
  }

  BassVoice bass() {
    RandomStream draw = stream("bass");
    BassVoice usual =
        switch (palette) {
          case DUSTY_SAMPLER -> draw.chance(.5) ? BassVoice.SUB : BassVoice.ELECTRIC;
          case BEDROOM_TAPE -> BassVoice.ELECTRIC;
          case JAZZ_ROOM, GUITAR_PORCH, BOSSA_TERRACE -> BassVoice.UPRIGHT;
          case NIGHT_SYNTH -> BassVoice.EIGHT_O_EIGHT;
          case SNOW_BOX -> BassVoice.SUB;
        };
    return chosen("bass", usual, draw, BassVoice.class);
  }

  KitSound kit() {
    RandomStream draw = stream("kit");
    Kit usual =
        switch (palette) {
          case DUSTY_SAMPLER -> Kit.BOOM_BAP;
          case BEDROOM_TAPE -> Kit.SOFT;
          case JAZZ_ROOM -> Kit.BRUSHES;
          case NIGHT_SYNTH -> Kit.ELECTRONIC;
          case GUITAR_PORCH -> Kit.HAND;
          case SNOW_BOX -> Kit.BELLS;
          case BOSSA_TERRACE -> Kit.BOSSA;
        };
    Kit kit = chosen("kit", usual, draw, Kit.class);
    return new KitSound(
        kit,
        draw.between(42, 62),
        draw.between(60, 120),
        draw.between(80, 150),
        draw.unit(),
        draw.between(165, 210),
        draw.between(40, 80),
        draw.between(.4, 1),
        draw.between(16, 32),
        draw.between(5_500, 8_500),
        draw.unit());
  }

  Mix mix(double space, double dust, double wobble) {
    RandomStream draw = stream("mix");
    double lowPassHz =
        draw.between(lowPassFloor(), lowPassFloor() + 2_000) + 1_000 * wishes.amount("lowpass");
    boolean sampler = palette == Palette.DUSTY_SAMPLER;
    double crush = (sampler ? .3 : 0) + .3 * wishes.amount("crush") + draw.between(0, .05);
    return new Mix(
        draw.between(-2, 2),
        draw.between(-1.5, 1.5),
        wishes.amount("bass") + draw.between(-1, 1),
        draw.between(-2, 1),
        drumsDb() + draw.between(-1, 1) + 2 * wishes.amount("drums"),
        StyleResolver.clamp(lowPassHz, 2_200, 12_000),
        0,
        StyleResolver.clamp(crush, 0, .35),
        draw.between(22_000, 26_000),
        1.15 + .3 * draw.unit() + wishes.amount("drive"),
        1,
        duckDb() + draw.between(-.5, .5),
        draw.between(160, 260),
        1.1 + .9 * space,
        .6,
        draw.between(.3, .6),
        draw.between(.4, 1.2),
        5 + 7 * StyleResolver.clamp(wobble, 0, 1),
        draw.between(5, 10),
        draw.between(.6, 2),
        -58 + 6 * dust + wishes.amount("hiss"),
        4 + 10 * StyleResolver.clamp(dust, 0, 1),
        .04 + .06 * dust,
        -90,
        draw.chance(.3));
  }

  private double lowPassFloor() {
    return switch (palette) {
      case DUSTY_SAMPLER -> 4_300;
      case BEDROOM_TAPE -> 5_000;
      case NIGHT_SYNTH -> 6_000;
      case JAZZ_ROOM, BOSSA_TERRACE -> 7_800;
      case GUITAR_PORCH, SNOW_BOX -> 9_000;
    };
  }

  private double drumsDb() {
    return switch (palette) {
      case DUSTY_SAMPLER -> 2;
      case BEDROOM_TAPE, SNOW_BOX -> -2;
      default -> 0;
    };
  }

  private double duckDb() {
    return switch (palette) {
      case DUSTY_SAMPLER -> 5;
      case NIGHT_SYNTH -> 4;
      case BEDROOM_TAPE -> 1.5;
      default -> .6;
    };
  }

  /// What the prompt chose, one of several if it names more, else what is usual here.
  private <E extends Enum<E>> E chosen(String name, E usual, RandomStream draw, Class<E> type) {
    String[] wanted = wishes.choice(name).split("/", -1);
    String wish = wanted[draw.below(wanted.length)];
    return wish.isEmpty() ? usual : Enum.valueOf(type, wish.toUpperCase(Locale.ROOT));
  }
}
