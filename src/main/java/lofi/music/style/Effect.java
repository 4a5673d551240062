package lofi.music.style;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One thing that a word in a prompt does, as the lexicon writes it.
///
/// `energy-.2` adds to an amount, `keys:felt` chooses, `*jazz_room=3` makes a palette likelier, and
/// `!pad` asks the players for something.
record Effect(Kind kind, String name, double amount, String value) {
  private static final Pattern AMOUNT = Pattern.compile("([a-z]+)([+-][0-9.]+)");

  /// What a song always has in some measure, so that it cannot be taken away.
  private static final Set<String> MOODS =
      Set.of(
          "valence", "energy", "tempo", "lowpass", "minor", "jazz", "density", "swing", "register");

  enum Kind {
    ADD,
    CHOOSE,
    PREFER,
    WANT
  }

  static Effect parse(String text) {
    if (text.startsWith("!")) {
      return new Effect(Kind.WANT, text.substring(1).toUpperCase(Locale.ROOT), 1, "");
    }
    if (text.startsWith("*")) {
      int equals = text.indexOf('=');
      String palette = text.substring(1, equals).toUpperCase(Locale.ROOT);
      return new Effect(Kind.PREFER, palette, Double.parseDouble(text.substring(equals + 1)), "");
    }
    Matcher amount = AMOUNT.matcher(text);
    if (amount.matches()) {
      return new Effect(Kind.ADD, amount.group(1), Double.parseDouble(amount.group(2)), "");
    }
    int colon = text.indexOf(':');
    return new Effect(Kind.CHOOSE, text.substring(0, colon), 1, text.substring(colon + 1));
  }

  /// What the effect would bring is refused: a bed falls silent, a layer or an instrument stays
  /// away.
  void removeFrom(Wishes wishes) {
    switch (kind) {
      case ADD -> {
        if (amount > 0 && !MOODS.contains(name)) {
          silence(wishes);
        }
      }
      case CHOOSE -> wishes.avoid(name, value);
      case PREFER -> wishes.prefer(Palette.valueOf(name), 1 / amount);
      case WANT -> wishes.refuse(Trait.valueOf(name));
    }
  }

  private void silence(Wishes wishes) {
    switch (name) {
      case "drums" -> wishes.want(Trait.NO_DRUMS);
      case "melody" -> wishes.want(Trait.NO_MELODY);
      case "dust" -> {
        wishes.add(name, -9);
        wishes.want(Trait.NO_VINYL);
      }
      default -> wishes.add(name, -9);
    }
  }

  /// @param strength 1 as written, more after "very", less after "slightly"
  void applyTo(Wishes wishes, double strength) {
    switch (kind) {
      case ADD -> wishes.add(name, amount * strength);
      case CHOOSE -> wishes.choose(name, value);
      case PREFER -> wishes.prefer(Palette.valueOf(name), amount);
      case WANT -> wishes.want(Trait.valueOf(name));
    }
  }
}
