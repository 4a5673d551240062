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

  /// What the effect would add is taken away: a bed falls silent, dust is wiped off.
  void removeFrom(Wishes wishes) {
    boolean isMood =
        Set.of("valence", "energy", "tempo", "lowpass", "minor", "jazz").contains(name);
    if (kind == Kind.ADD && amount > 0 && !isMood) {
      wishes.add(name, -9);
      if (name.equals("dust")) {
        wishes.want(Trait.NO_VINYL);
      }
    } else if (kind == Kind.WANT && name.equals("PAD")) {
      wishes.want(Trait.NO_PAD);
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
