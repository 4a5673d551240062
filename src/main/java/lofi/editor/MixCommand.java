package lofi.editor;

import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lofi.generation.Stem;
import lofi.generation.StemGains;
import lofi.radio.Radio;

/// `:Lofi mix [stem] [0-200]`: says where the faders of the composer's mix stand, or moves one;
/// `:Lofi mix reset` moves all back.
public final class MixCommand implements Command {
  private static final String RESET = "reset";
  private static final int HIGHEST_PERCENT = (int) (100 * StemGains.HIGHEST);

  private final Radio radio;
  private final UserMessages messages;

  @Inject
  MixCommand(Radio radio, UserMessages messages) {
    this.radio = radio;
    this.messages = messages;
  }

  @Override
  public String name() {
    return "mix";
  }

  @Override
  public void run(Arguments arguments) {
    Optional<String> first = arguments.first();
    arguments.atMost(first.filter(RESET::equals).isPresent() ? 1 : 2, name());
    Optional<String> second = arguments.rest().first();
    if (first.isEmpty()) {
      messages.tell("Mix: " + summary(radio.mix()));
    } else if (first.get().equals(RESET)) {
      reset();
    } else {
      Stem stem = MixMethods.stem(first.get());
      second.ifPresent(text -> radio.mix(Map.of(stem, percent(text) / 100.0)));
      messages.tell("Mix: " + words(Map.of(stem, gain(stem))));
    }
  }

  private double gain(Stem stem) {
    return radio.mix().getOrDefault(stem, 1.0);
  }

  private void reset() {
    Map<Stem, Double> gains = new EnumMap<>(radio.mix());
    gains.replaceAll((_, _) -> 1.0);
    radio.mix(gains);
    messages.tell("Mix: as the composer meant it");
  }

  /// Short enough for a command line: those that were moved, and that the others were not.
  private static String summary(Map<Stem, Double> gains) {
    Map<Stem, Double> moved = moved(gains);
    if (moved.isEmpty()) {
      return "all faders at 100 %";
    }
    return words(moved) + (moved.size() < gains.size() ? ", the others 100 %" : "");
  }

  /// The faders that do not stand where the composer put them.
  static Map<Stem, Double> moved(Map<Stem, Double> gains) {
    Map<Stem, Double> moved = new EnumMap<>(gains);
    moved.values().removeIf(gain -> gain == 1);
    return moved;
  }

  /// `drums 40 %, keys 100 %`.
  static String words(Map<Stem, Double> gains) {
    return gains.entrySet().stream()
        .map(fader ->
            "%s %d %%".formatted(fader.getKey().label(), Math.round(fader.getValue() * 100)))
        .collect(Collectors.joining(", "));
  }

  private static int percent(String text) {
    try {
      int percent = Integer.parseInt(text);
      if (percent >= 0 && percent <= HIGHEST_PERCENT) {
        return percent;
      }
    } catch (NumberFormatException e) {
      // Falls through to the sentence below, which says the same of every wrong value.
    }
    throw Refusal.invalidRequest(
        "A fader goes from 0 to " + HIGHEST_PERCENT + ", not to " + Excerpt.of(text, 12),
        "100 leaves the sound as the composer meant it.");
  }
}
