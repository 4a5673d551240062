package lofi.editor;

import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import lofi.generation.Stem;
import lofi.generation.StemGains;
import lofi.radio.Radio;
import org.jspecify.annotations.Nullable;

/// The faders of the composer's mix.
public final class MixMethods implements Methods.Group {
  private final Radio radio;

  @Inject
  MixMethods(Radio radio) {
    this.radio = radio;
  }

  @Override
  public Map<String, Methods.Method> methods() {
    return Map.of("stems", this::stems);
  }

  /// Moves the faders that are named, all or none, and answers where all of them stand.
  private CompletionStage<@Nullable Object> stems(Params params) {
    Map<Stem, Double> wanted = new EnumMap<>(Stem.class);
    for (Object name : params.all().keySet()) {
      Stem stem = stem(String.valueOf(name));
      wanted.put(stem, params.requiredNumber(stem.label(), 0, StemGains.HIGHEST));
    }
    if (!wanted.isEmpty()) {
      radio.mix(wanted);
    }
    return Results.now(form(radio.mix()));
  }

  static Map<String, @Nullable Object> form(Map<Stem, Double> gains) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    gains.forEach((stem, gain) -> form.put(stem.label(), gain));
    return form;
  }

  /// @throws Refusal when there is no such stem
  static Stem stem(String label) {
    return Stem.called(label)
        .orElseThrow(() ->
            Refusal.invalidRequest(
                "The mix has no stem " + Excerpt.of(label, 20),
                "There are " + String.join(", ", Stem.labels()) + "."));
  }
}
