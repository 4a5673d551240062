package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import lofi.nvim.PeerNeovim;
import lofi.nvim.RealNeovim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The contract as a script in a real Neovim meets it: through `vim.rpcrequest` and
/// `vim.rpcnotify`, in Lua's values, with the plugin's own functions to hear the events.
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
class ContractIT extends ContractExamples {
  @Override
  PeerNeovim neovim() throws Exception {
    return new RealNeovim(System.getProperty("nvim.bin", "nvim"), folder);
  }

  /// The wire has `[0, json]`: of any other error, Neovim would tell Lua next to nothing.
  @Test
  void anErrorReachesLuaAsTheDocumentsObject() throws Exception {
    String active = desk.session.generate("rain").hex();

    var failure =
        assertThrows(
            CompletionException.class, () -> desk.asks("queue_cancel", Map.of("track_id", active)));
    String text = String.valueOf(failure.getMessage());

    assertEquals(
        Map.of(
            "code",
            -32001L,
            "message",
            "Cannot cancel active generation",
            "data",
            Map.of(
                "track_id",
                active,
                "reason",
                "GENERATION_IN_PROGRESS",
                "advice",
                ":Lofi! cancel " + active + " ends it at once.")),
        lua("return vim.json.decode((...):match('{.*}'))", text));
    assertEquals(
        "GENERATION_IN_PROGRESS", lua("return require('lofi.errors').decode(...).code", text));
  }

  @Test
  void theOptionsOfThePluginReconfigureTheHost() throws Exception {
    lua("require('lofi').setup({ playback = { volume = 0.7 } })");
    Object options = lua("return require('lofi.config').for_host()");

    assertEquals(Map.of(), desk.asks("reconfigure", List.of(options)));
    assertEquals(0.7, desk.reconfigured.getLast().radio().volume());
  }

  private Object lua(String code, Object... arguments) throws InterruptedException {
    return Objects.requireNonNullElse(
        ((RealNeovim) desk.peer()).lua(code, arguments), "Lua says nil");
  }
}
