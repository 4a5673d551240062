package lofi.nvim;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call of Neovim's API, to be made together with others.
record ApiCall(String method, List<@Nullable Object> arguments) {

  static ApiCall of(String method, @Nullable Object... arguments) {
    return new ApiCall(method, Arrays.asList(arguments));
  }

  List<Object> wire() {
    return List.of(method, arguments);
  }
}
