package lofi.musicgen.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import lofi.musicgen.checkpoint.JsonObject;
import lofi.musicgen.checkpoint.MalformedFileException;

/// What is done to a text before it is split: characters are mapped, spaces tidied.
final class Normalization {
  private static final String SPACES = " {2,}";

  /// Unicode's white space, which is more than what Java strips.
  private static final Pattern LEADING = Pattern.compile("\\A\\p{IsWhite_Space}+");

  private static final Pattern TRAILING = Pattern.compile("\\p{IsWhite_Space}++\\z");

  private final List<UnaryOperator<String>> steps = new ArrayList<>();

  /// @param description the member `normalizer` of a `tokenizer.json`
  Normalization(JsonObject description) {
    add(description);
  }

  private void add(JsonObject step) {
    switch (step.text("type")) {
      case "Sequence" -> step.objects("normalizers").forEach(this::add);
      case "Precompiled" ->
          steps.add(CharacterMap.decode(step.text("precompiled_charsmap"))::apply);
      case "Strip" -> addStrip(step);
      case "Replace" -> addReplace(step);
      default -> throw new MalformedFileException("Unknown normalizer " + step.text("type"));
    }
  }

  private void addStrip(JsonObject step) {
    if (step.flag("strip_left", false)) {
      steps.add(text -> LEADING.matcher(text).replaceFirst(""));
    }
    if (step.flag("strip_right", false)) {
      steps.add(text -> TRAILING.matcher(text).replaceFirst(""));
    }
  }

  /// The only pattern that T5 tokenizers have; any other could run for ever.
  private void addReplace(JsonObject step) {
    if (!step.object("pattern").text("Regex", "").equals(SPACES)) {
      throw new MalformedFileException("Unknown pattern in the tokenizer's normalizer");
    }
    String content = step.text("content");
    steps.add(text -> text.replaceAll(SPACES, content));
  }

  String apply(String text) {
    String normal = text;
    for (UnaryOperator<String> step : steps) {
      normal = step.apply(normal);
    }
    return normal;
  }
}
