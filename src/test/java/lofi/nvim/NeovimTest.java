package lofi.nvim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lofi.rpc.ErrorReply;
import lofi.rpc.RpcChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class NeovimTest {
  private final FakeNeovim nvim = new FakeNeovim();
  private final ExecutorService control = Executors.newSingleThreadExecutor();
  private final RpcChannel channel = nvim.hostChannel(control);
  private final Neovim neovim = new Neovim(channel);

  @BeforeEach
  void start() {
    channel.start((_, _) -> CompletableFuture.completedFuture(null), (_, _) -> {}, () -> {});
  }

  @AfterEach
  void closeEverything() throws Exception {
    channel.close();
    nvim.close();
    control.shutdownNow();
  }

  @Test
  void introducesItselfAsAClientThatMayAnswerInAnyOrder() throws Exception {
    neovim.introduce("0.12.3-dev");

    List<?> call = nvim.nextCall("nvim_set_client_info");
    assertEquals(
        List.of("lofi", Map.of("major", 0L, "minor", 12L, "patch", 3L), "msgpack-rpc", Map.of()),
        call.subList(0, 4));
  }

  @Test
  void bringsTheResultOfLua() throws Exception {
    nvim.answers("nvim_exec_lua", arguments -> arguments.get(1));

    assertEquals(List.of(1L, "two"), neovim.lua("return ...", 1, "two").get());
  }

  @Test
  void tellsWhichOfSeveralCallsFailed() {
    nvim.answers(
        "nvim_open_win",
        _ -> {
          throw new ErrorReply("E565: Not allowed");
        });

    var answer =
        neovim.callTogether(
            List.of(ApiCall.of("nvim_create_buf", false, true), ApiCall.of("nvim_open_win", 1)));

    var failure = assertThrows(CompletionException.class, answer::join);
    assertTrue(String.valueOf(failure.getMessage()).endsWith("Call 1 failed: E565: Not allowed"));
  }

  @Test
  void notifiesWithTheLevelsOfVim() throws Exception {
    neovim.notify("No sound card", NotifyLevel.WARN);

    assertEquals(List.of("No sound card", 3L), nvim.nextCall("nvim_exec_lua").get(1));
  }

  @Test
  void setsOnlyTheNewestValueOfAVariableWhileNeovimDoesNotRead() throws Exception {
    nvim.stopsReading();
    String large = "x".repeat(10_000);
    for (int i = 0; i < 100; i++) {
      neovim.setVariable("lofi_status", i + large);
    }
    neovim.setVariable("lofi_other", "last");
    nvim.readsAgain();

    nvim.asks("anything");
    while (!"lofi_other".equals(nvim.nextCall("nvim_set_var").getFirst())) {
      // The first few had already left when the pipe was full.
    }
    assertEquals(0, nvim.waitingCalls("nvim_set_var"));
  }

  @Test
  void firesAutocommandsWithTheirData() throws Exception {
    neovim.fireUserAutocommand("LofiPlaybackStart", Map.of("track_id", "a1b2c3d4"));

    List<?> call = nvim.nextCall("nvim_exec_autocmds");
    assertEquals("User", call.get(0));
    assertEquals(Map.of("track_id", "a1b2c3d4"), ((Map<?, ?>) call.get(1)).get("data"));
  }
}
