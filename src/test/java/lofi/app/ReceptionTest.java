package lofi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import lofi.editor.Editor;
import lofi.nvim.CommandCall;
import org.junit.jupiter.api.Test;

class ReceptionTest {
  private static final CommandCall GENERATE =
      new CommandCall("Lofi", List.of("generate", "rain"), false);
  private static final CommandCall LOFI = new CommandCall("Lofi", List.of(), false);
  private static final CommandCall PLAY = new CommandCall("Lofi", List.of("play"), false);

  private final Editor editor = mock();
  private final Runnable whenAsked = mock(Runnable.class);
  private final Reception reception = new Reception();

  @Test
  void whatComesEarlyIsDoneInTheOrderInWhichItCame() {
    when(editor.request("status", List.of()))
        .thenReturn(CompletableFuture.completedFuture("the state"));
    reception.command(GENERATE);
    var early = reception.request("status", List.of()).toCompletableFuture();
    reception.notification("stop", List.of());
    assertFalse(early.isDone());

    reception.open(editor, whenAsked);
    reception.command(PLAY);

    assertEquals("the state", early.join());
    var order = inOrder(editor);
    order.verify(editor).command(GENERATE);
    order.verify(editor).request("status", List.of());
    order.verify(editor).notification("stop", List.of());
    order.verify(editor).command(PLAY);
    order.verifyNoMoreInteractions();
  }

  @Test
  void onlyABareLofiThatComesFirstAsksForMusicAtOnce() {
    var late = new Reception();
    late.command(GENERATE);
    late.command(LOFI);
    reception.command(LOFI);

    assertTrue(reception.isAskedForMusic());
    assertFalse(late.isAskedForMusic());
    assertFalse(new Reception().isAskedForMusic());
  }

  @Test
  void whateverIsSaidCountsAsAsked() {
    when(editor.request("status", List.of()))
        .thenReturn(CompletableFuture.completedFuture("the state"));
    reception.open(editor, whenAsked);

    reception.command(PLAY);
    reception.notification("stop", List.of());
    var _ = reception.request("status", List.of());

    verify(whenAsked, times(3)).run();
  }

  @Test
  void aRequestThatIsRefusedIsRefusedToWhoAskedEarly() {
    when(editor.request("sing", List.of()))
        .thenReturn(CompletableFuture.failedFuture(new IllegalStateException("No.")));
    var early = reception.request("sing", List.of()).toCompletableFuture();
    reception.open(editor, whenAsked);

    Throwable failure = assertThrows(CompletionException.class, early::join).getCause();
    assertInstanceOf(IllegalStateException.class, failure);
  }
}
