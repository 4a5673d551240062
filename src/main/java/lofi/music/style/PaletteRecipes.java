package lofi.music.style;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lofi.music.random.RandomStream;
import lofi.music.style.KeysSound.Movement;

/// What each palette is made of. Every song draws its own instrument settings inside these limits.
final class PaletteRecipes {
  /// How many decibels of brightness the oldest tapes have lost, and the newest gained.
  private static final double TILT_OF_AGE = 1.1;

  /// How many decibels more where no cymbal fills the top.
  private static final double TILT_WITHOUT_DRUMS = 2.6;

  /// What the bass has to do for the kick.
  private static final double BASS_WITHOUT_DRUMS = 4.2;

  /// Drums hold the middle; without them everything else moves in a little.
  private static final double WIDTH_WITHOUT_DRUMS = .75;

  /// A tape that hisses more than this is heard before the music.
  private static final double LOUDEST_HISS_DB = -46;

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
        brightness(draw),
        draw.unit(),
        draw.between(2, 8),
        movement(draw),
        draw.between(3.6, 6),
        draw.between(.09, .25),
        register(draw) + wishes.amount("register"));
  }

  /// How old the tape is, −1 to 1: everything that was played on an old one is duller.
  private double age() {
    return farFromTheMiddle("age");
  }

  /// From −1 to 1, and seldom near 0: two songs should differ.
  private double farFromTheMiddle(String name) {
    RandomStream draw = stream(name);
    double size = Math.sqrt(draw.unit());
    return draw.chance(.5) ? size : -size;
  }

  /// How much bass and kick stand in front of chords and lead, −1 to 1.
  private double weight() {
    return farFromTheMiddle("weight");
  }

  /// How hard hammers and fingers are: a porch is brighter than a sampler.
  private double brightness(RandomStream draw) {
    return drawnBrightness(draw) * (1 - .25 * age());
  }

  private double drawnBrightness(RandomStream draw) {
    return switch (palette) {
      case DUSTY_SAMPLER -> draw.between(.15, .7);
      case BEDROOM_TAPE -> draw.between(.2, .8);
      case NIGHT_SYNTH -> draw.between(.1, .8);
      case JAZZ_ROOM -> draw.between(.5, 1.4);
      case SNOW_BOX -> draw.between(.4, 1.2);
      case GUITAR_PORCH, BOSSA_TERRACE -> draw.between(.5, 1.3);
    };
  }

  /// Where the hands rest: deep on a sampler and at night, high on a music box.
  private double register(RandomStream draw) {
    return switch (palette) {
      case DUSTY_SAMPLER -> draw.between(-9, -1.5);
      case BEDROOM_TAPE, NIGHT_SYNTH -> draw.between(-8, -.5);
      case JAZZ_ROOM, GUITAR_PORCH, BOSSA_TERRACE -> draw.between(-6, 3.5);
      case SNOW_BOX -> draw.between(-4, 4);
    };
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
    return chosen(
        "keys", isGuitarAlone() ? List.of(KeysVoice.NYLON) : usual, draw, KeysVoice.class);
  }

  /// A guitar that no other instrument was asked to accompany plays the chords as well.
  private boolean isGuitarAlone() {
    return wishes.amount("guitar") > 0 && wishes.choice("keys").isEmpty();
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
    LeadVoice voice = chosen("lead", usual, draw, LeadVoice.class);
    return new LeadSound(
        voice, draw.between(8, 60), draw.between(4.2, 6), draw.between(4, 14), brightness(draw));
  }

  BassVoice bass() {
    RandomStream draw = stream("bass");
    List<BassVoice> usual =
        switch (palette) {
          case DUSTY_SAMPLER -> List.of(BassVoice.SUB, BassVoice.ELECTRIC);
          case BEDROOM_TAPE -> List.of(BassVoice.ELECTRIC);
          case JAZZ_ROOM, GUITAR_PORCH, BOSSA_TERRACE -> List.of(BassVoice.UPRIGHT);
          case NIGHT_SYNTH -> List.of(BassVoice.EIGHT_O_EIGHT);
          case SNOW_BOX -> List.of(BassVoice.SUB);
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
    Kit kit = chosen("kit", List.of(usual), draw, Kit.class);
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

  /// @param beatless whether no drum is heard, so that only the tape's top is left to be bright
  Mix mix(double dust, double wobble, boolean beatless) {
    RandomStream draw = stream("mix");
    Balance balance = Balance.of(palette);
    double space = wishes.amount("space");
    boolean noVinyl = wishes.traits().contains(Trait.NO_VINYL);
    double openedKilohertz = wishes.amount("lowpass") - 4.9 * age();
    openedKilohertz = beatless ? openedKilohertz / 2 + 4 : openedKilohertz;
    double lowPassHz = balance.lowPassHz().draw(draw) * opened(openedKilohertz);
    return new Mix(
        balance.keysDb().draw(draw) - 1.55 * weight(),
        balance.leadDb().draw(draw) - .6 * weight(),
        balance.bassDb().draw(draw)
            + 1.5 * weight()
            + wishes.amount("bass")
            + (beatless ? BASS_WITHOUT_DRUMS : 0),
        balance.padDb().draw(draw),
        balance.drumsDb().draw(draw) + 3 * wishes.amount("drums"),
        balance.kickDb().draw(draw) + 1.1 * weight(),
        balance.hatsDb().draw(draw) - 5.2 * age(),
        balance.tiltDb() + .42 - TILT_OF_AGE * age() + (beatless ? TILT_WITHOUT_DRUMS : 0),
        within(lowPassHz, 1_600, 9_600),
        within(balance.crush().draw(draw) + .3 * wishes.amount("crush"), 0, .35),
        draw.between(22_000, 26_000),
        within(balance.drive().draw(draw) * (1 + .2 * age()) + 4 * wishes.amount("drive"), 1, 16),
        balance.drumDrive(),
        Math.max(0, balance.duckDb().draw(draw)),
        draw.between(160, 260),
        within(balance.reverbSeconds().draw(draw) + .6 * space, .7, 2.6),
        within(balance.reverbReturn().draw(draw) + .25 * space, .2, 1.3),
        balance.roomSize().draw(draw),
        width(balance.width().draw(draw), beatless),
        draw.between(.4, 1.2),
        within(balance.wowCents().draw(draw) + 5 * wishes.amount("wobble"), 4, 14),
        draw.between(5, 10),
        .6 + 1.2 * within(wobble, 0, 1),
        noVinyl ? -96 : hissDb(balance.hissDb().draw(draw), dust),
        4 + 10 * within(dust, 0, 1),
        noVinyl ? 0 : (.018 + .022 * within(dust, 0, 1.2)) * (1 - .75 * age()),
        draw.chance(.2) ? -66 : -90,
        draw.chance(.3) && !noVinyl,
        outputDb());
  }

  /// An old tape is narrower.
  private double width(double usual, boolean beatless) {
    double width = within(usual - .06 * age(), .22, 1.4);
    return beatless ? width * WIDTH_WITHOUT_DRUMS : width;
  }

  private double hissDb(double usual, double dust) {
    return Math.min(LOUDEST_HISS_DB, usual + 4 * dust - 2.5 * age() + wishes.amount("hiss"));
  }

  /// Makes a usual song of the palette about as loud as every other (measured over many seeds).
  private double outputDb() {
    return switch (palette) {
      case DUSTY_SAMPLER -> 13.2;
      case BEDROOM_TAPE -> 10.6;
      case JAZZ_ROOM -> 8.2;
      case NIGHT_SYNTH -> 12.9;
      case GUITAR_PORCH -> 10.7;
      case SNOW_BOX -> 9.4;
      case BOSSA_TERRACE -> 8.9;
    };
  }

  /// What a wish of so many kilohertz more or less makes of the tape's corner: a share of it, since
  /// a dull tape has less to lose.
  private static double opened(double kilohertz) {
    return StrictMath.pow(2, .18 * kilohertz);
  }

  private static double within(double x, double low, double high) {
    return StyleResolver.clamp(x, low, high);
  }

  /// What the prompt chose, one of several if it names more, else one of what is usual here; never
  /// what the prompt refuses, as long as something is left.
  private <E extends Enum<E>> E chosen(
      String name, List<E> usual, RandomStream draw, Class<E> type) {
    List<E> wanted = new ArrayList<>();
    for (String wish : wishes.choice(name).split("/", -1)) {
      if (!wish.isEmpty()) {
        wanted.add(Enum.valueOf(type, wish.toUpperCase(Locale.ROOT)));
      }
    }
    List<E> left = withoutAvoided(name, wanted.isEmpty() ? usual : wanted);
    List<E> any = left.isEmpty() ? withoutAvoided(name, List.of(type.getEnumConstants())) : left;
    return draw.pick(any);
  }

  private <E extends Enum<E>> List<E> withoutAvoided(String name, List<E> voices) {
    return voices.stream()
        .filter(voice -> !wishes.avoids(name, voice.name().toLowerCase(Locale.ROOT)))
        .toList();
  }
}
