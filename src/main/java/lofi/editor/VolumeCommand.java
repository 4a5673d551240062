package lofi.editor;

import jakarta.inject.Inject;
import lofi.radio.Radio;

/// `:Lofi volume [0-100]`: says how loud it is, or sets it.
public final class VolumeCommand implements Command {
  private final Radio radio;
  private final UserMessages messages;

  @Inject
  VolumeCommand(Radio radio, UserMessages messages) {
    this.radio = radio;
    this.messages = messages;
  }

  @Override
  public String name() {
    return "volume";
  }

  @Override
  public void run(Arguments arguments) {
    arguments.atMost(1, name());
    arguments.first().ifPresent(text -> radio.setVolume(percent(text) / 100.0));
    messages.tell("Volume %d %%".formatted(Math.round(radio.status().volume() * 100)));
  }

  private static int percent(String text) {
    try {
      int percent = Integer.parseInt(text);
      if (percent >= 0 && percent <= 100) {
        return percent;
      }
    } catch (NumberFormatException e) {
      // Falls through to the sentence below, which says the same of every wrong value.
    }
    throw Refusal.invalidRequest(
        "The volume goes from 0 to 100, not to " + Excerpt.of(text, 12), "");
  }
}
