package lofi.nvim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call of Lua in Neovim: the code that was sent, or the function that it led to.
public record LuaCall(String code, List<@Nullable Object> arguments) {}
