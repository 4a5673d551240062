package lofi.nvim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import lofi.rpc.NotificationHandler;
import lofi.rpc.RequestHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostRegistrationTest {
  private final HostRegistration registration = new HostRegistration(List.of(CommandSpec.LOFI));
  private final List<Object> calls = new ArrayList<>();
  private final RequestHandler requests =
      registration.answersBefore(
          (method, _) -> CompletableFuture.completedFuture("rest " + method));
  private final NotificationHandler notifications =
      registration.handlerBefore(calls::add, (method, _) -> calls.add("rest " + method));

  @Test
  void saysThatItIsAlive() throws Exception {
    assertEquals("ok", ask("poll"));
  }

  @Test
  void listsTheLofiCommandAsAPlainNotification() throws Exception {
    Map<String, Object> options =
        Map.of(
            "nargs", "*",
            "bang", "",
            "complete", "customlist,v:lua.require'lofi.registration'.complete");
    assertEquals(
        List.of(Map.of("type", "command", "name", "Lofi", "sync", "urgent", "opts", options)),
        ask("specs", "/any/path/lofi.host"));
  }

  @Test
  void hearsTheCommandFromWhereverThePluginLies() throws Exception {
    tell("/moved/rplugin/lofi/lofi.host:command:Lofi", List.of("volume", "30"), 0L);
    tell("C:\\lofi.host:command:Lofi", List.of("cancel"), 1L);
    tell("lofi.host:command:Lofi", List.of(), 0L);
    tell("lofi.host:command:Lofi");

    assertEquals(
        List.of(
            new CommandCall("Lofi", List.of("volume", "30"), false),
            new CommandCall("Lofi", List.of("cancel"), true),
            new CommandCall("Lofi", List.of(), false),
            new CommandCall("Lofi", List.of(), false)),
        calls);
  }

  @Test
  void leavesOtherCommandsAndRequestsToOthers() throws Exception {
    tell("/path:command:LofiToo", List.of(), 0L);

    assertEquals(List.of("rest /path:command:LofiToo"), calls);
    assertEquals("rest generate", ask("generate"));
  }

  @Test
  void keepsFailedCallsFromOthers() throws Exception {
    tell("nvim_error_event", 0L, "Invalid window id: 1000");

    assertEquals(List.of(), calls);
  }

  private @Nullable Object ask(String method, @Nullable Object... arguments) throws Exception {
    return requests.handle(method, Arrays.asList(arguments)).toCompletableFuture().get();
  }

  private void tell(String method, @Nullable Object... arguments) throws Exception {
    notifications.handle(method, Arrays.asList(arguments));
  }
}
