package lofi.music.style;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// What a prompt asks for, added up over its words.
///
/// Amounts are sums (`energy` −.2 and +.3 give +.1); choices and ranges are taken from the last
/// word that names one.
final class Wishes {
  private final Map<String, Double> amounts = new HashMap<>();
  private final Map<String, String> choices = new HashMap<>();
  private final Map<String, Double> explicit = new HashMap<>();
  private final Map<Palette, Double> palettes = new HashMap<>();
  private final Map<String, Set<String>> avoided = new HashMap<>();
  private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
  private final Set<Trait> refused = EnumSet.noneOf(Trait.class);

  double amount(String name) {
    return amounts.getOrDefault(name, 0.0);
  }

  /// The choice for `name`, or an empty text when nobody cares.
  String choice(String name) {
    return choices.getOrDefault(name, "");
  }

  /// A value that the prompt states outright, such as `82 bpm`.
  OptionalDouble explicit(String name) {
    Double value = explicit.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  double paletteFactor(Palette palette) {
    return palettes.getOrDefault(palette, 1.0);
  }

  /// What the prompt wants of the players and has not refused.
  Set<Trait> traits() {
    Set<Trait> wanted = EnumSet.copyOf(traits);
    wanted.removeAll(refused);
    return wanted;
  }

  boolean refuses(Trait trait) {
    return refused.contains(trait);
  }

  /// Whether the prompt says that `name` must not be `value`.
  boolean avoids(String name, String value) {
    return avoided.getOrDefault(name, Set.of()).contains(value);
  }

  void add(String name, double amount) {
    amounts.merge(name, amount, Double::sum);
  }

  void choose(String name, String value) {
    choices.put(name, value);
  }

  /// @param values what `name` must not be, separated by `/`
  void avoid(String name, String values) {
    avoided.computeIfAbsent(name, key -> new HashSet<>()).addAll(List.of(values.split("/", -1)));
  }

  void refuse(Trait trait) {
    refused.add(trait);
  }

  void state(String name, double value) {
    explicit.put(name, value);
  }

  void prefer(Palette palette, double factor) {
    palettes.merge(palette, factor, (a, b) -> a * b);
  }

  void want(Trait trait) {
    traits.add(trait);
  }
}
