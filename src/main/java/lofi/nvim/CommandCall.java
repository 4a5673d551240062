package lofi.nvim;

import java.util.List;

/// The user ran one of our commands.
public record CommandCall(String name, List<String> arguments, boolean bang) {
  public CommandCall {
    arguments = List.copyOf(arguments);
  }
}
