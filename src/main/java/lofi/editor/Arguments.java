package lofi.editor;

import java.util.List;
import java.util.Optional;

/// The words that stand behind a subcommand of `:Lofi`.
///
/// @param isForced whether the command was given with a bang: `:Lofi! cancel`
record Arguments(List<String> words, boolean isForced) {
  Arguments {
    words = List.copyOf(words);
  }

  Optional<String> first() {
    return words.stream().findFirst();
  }

  /// All words as one text: a prompt needs no quotes.
  String text() {
    return String.join(" ", words).strip();
  }

  /// @throws Refusal when there are more words than the command has a use for
  void atMost(int number, String command) {
    if (words.size() > number) {
      throw Refusal.invalidRequest(
          ":Lofi %s takes %s"
              .formatted(
                  command,
                  number == 0 ? "no argument" : number == 1 ? "one argument" : "two arguments"),
          "See :help :Lofi-%s.".formatted(command));
    }
  }

  Arguments rest() {
    return new Arguments(words.subList(Math.min(1, words.size()), words.size()), isForced);
  }
}
