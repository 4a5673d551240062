package lofi.editor;

import jakarta.inject.Inject;
import lofi.radio.Radio;

/// `:Lofi`: music on, or music off for a moment.
public final class ToggleCommand implements Command {
  static final String NAME = "";

  private final Radio radio;

  @Inject
  ToggleCommand(Radio radio) {
    this.radio = radio;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(Arguments arguments) {
    radio.toggle();
  }
}
