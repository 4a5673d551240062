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

  Mix mix(double dust, double wobble) {
    RandomStream draw = stream("mix");
    Balance balance = Balance.of(palette);
    double space = wishes.amount("space");
    boolean noVinyl = wishes.traits().contains(Trait.NO_VINYL);
    double lowPassHz = balance.lowPassHz().draw(draw) + 700 * wishes.amount("lowpass");
    return new Mix(
        balance.keysDb().draw(draw),
        balance.leadDb().draw(draw),
        balance.bassDb().draw(draw) + wishes.amount("bass"),
        balance.padDb().draw(draw),
        balance.drumsDb().draw(draw) + 3 * wishes.amount("drums"),
        balance.kickDb().draw(draw),
        balance.hatsDb().draw(draw),
        within(lowPassHz, 1_800, 9_500),
        within(balance.crush().draw(draw) + .3 * wishes.amount("crush"), 0, .35),
        draw.between(22_000, 26_000),
        within(balance.drive().draw(draw) + 4 * wishes.amount("drive"), 1, 16),
        balance.drumDrive(),
        Math.max(0, balance.duckDb().draw(draw)),
        draw.between(160, 260),
        within(balance.reverbSeconds().draw(draw) + .6 * space, .7, 2.6),
        within(balance.reverbReturn().draw(draw) + .4 * space, .2, 1.4),
        balance.roomSize().draw(draw),
        within(balance.width().draw(draw), 0, 1.4),
        draw.between(.4, 1.2),
        within(balance.wowCents().draw(draw) + 5 * wishes.amount("wobble"), 4, 14),
        draw.between(5, 10),
        .6 + 1.2 * within(wobble, 0, 1),
        noVinyl ? -96 : balance.hissDb().draw(draw) + 4 * dust + wishes.amount("hiss"),
        4 + 10 * within(dust, 0, 1),
        noVinyl ? 0 : .02 + .05 * within(dust, 0, 1.2),
        draw.chance(.2) ? -66 : -90,
        draw.chance(.3) && !noVinyl,
        outputDb());
  }

  /// Makes a usual song of the palette about as loud as every other (measured over many seeds).
  private double outputDb() {
    return switch (palette) {
      case DUSTY_SAMPLER -> 10.3;
      case BEDROOM_TAPE -> 7.5;
      case JAZZ_ROOM -> 5.6;
      case NIGHT_SYNTH -> 10.7;
      case GUITAR_PORCH -> 9.8;
      case SNOW_BOX -> 7.4;
      case BOSSA_TERRACE -> 8;
    };
  }

  private static double within(double x, double low, double high) {
    return StyleResolver.clamp(x, low, high);
  }

  /// What the prompt chose, one of several if it names more, else what is usual here.
  private <E extends Enum<E>> E chosen(String name, E usual, RandomStream draw, Class<E> type) {
    String[] wanted = wishes.choice(name).split("/", -1);
    String wish = wanted[draw.below(wanted.length)];
    return wish.isEmpty() ? usual : Enum.valueOf(type, wish.toUpperCase(Locale.ROOT));
  }
}
