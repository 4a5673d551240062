package lofi.musicgen.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words and options after a command, each option known by its name.
final class ToolArguments {
  private final List<String> words = new ArrayList<>();
  private final Map<String, String> options = new HashMap<>();
  private final List<String> flags = new ArrayList<>();

  private ToolArguments() {}

  /// @throws UsageException if an option is unknown or lacks its value
  static ToolArguments parse(List<String> arguments, Set<String> options, Set<String> flags) {
    ToolArguments parsed = new ToolArguments();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        parsed.words.add(argument);
      } else if (flags.contains(argument)) {
        parsed.flags.add(argument);
      } else if (!options.contains(argument)) {
        throw new UsageException("There is no option " + argument);
      } else if (++i == arguments.size()) {
        throw new UsageException(argument + " needs a value");
      } else {
        parsed.options.put(argument, arguments.get(i));
      }
    }
    return parsed;
  }

  /// The words that are no options.
  ///
  /// @throws UsageException if there is another number of them
  List<String> words(int count) {
    if (words.size() != count) {
      throw new UsageException(
          "Expected " + count + " names, and there are " + words.size() + ": " + words);
    }
    return words;
  }

  List<String> words() {
    return words;
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  String required(String name) {
    return option(name).orElseThrow(() -> new UsageException(name + " is missing"));
  }

  double number(String name, double otherwise) {
    return option(name).map(text -> number(name, text)).orElse(otherwise);
  }

  private static double number(String name, String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the sentence below says it
    }
    throw new UsageException(name + " takes a number, not " + text);
  }

  long whole(String name, long otherwise) {
    Optional<String> text = option(name);
    try {
      return text.isPresent() ? Long.parseLong(text.get()) : otherwise;
    } catch (NumberFormatException e) {
      throw new UsageException(name + " takes a whole number, not " + text.orElse(""));
    }
  }
}
