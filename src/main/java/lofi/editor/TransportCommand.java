package lofi.editor;

import java.util.List;
import lofi.radio.Radio;

/// `:Lofi pause`, `resume`, `stop` and `skip`: one word, nothing behind it.
record TransportCommand(String name, Runnable action) implements Command {
  static List<Command> all(Radio radio) {
    return List.of(
        new TransportCommand("pause", radio::pause),
        new TransportCommand("resume", radio::resume),
        new TransportCommand("stop", radio::stop),
        new TransportCommand("skip", radio::skip));
  }

  @Override
  public void run(Arguments arguments) {
    arguments.atMost(0, name);
    action.run();
  }
}
