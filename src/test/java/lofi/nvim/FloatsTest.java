package lofi.nvim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lofi.rpc.ErrorReply;
import lofi.rpc.RpcChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FloatsTest {
  private static final FloatContent RAIN =
      new FloatContent("Lofi", List.of(Line.plain("Rain on a tin roof")));
  private static final FloatContent CAFE =
      new FloatContent("Lofi", List.of(Line.of(Span.plain("♪ "), new Span("Café", "Title"))));

  private final FakeNeovim nvim = new FakeNeovim();
  private final ExecutorService control = Executors.newSingleThreadExecutor();
  private final RpcChannel channel = nvim.hostChannel(control);
  private final Neovim neovim = new Neovim(channel);
  private final Floats floats = new Floats(neovim);
  private final AtomicInteger closed = new AtomicInteger();
  private final BlockingQueue<Integer> pressedOnLine = new LinkedBlockingQueue<>();

  @BeforeEach
  void introduceOurselves() {
    channel.start(
        (_, _) -> CompletableFuture.completedFuture(null),
        floats.handlerBefore((_, _) -> {}),
        () -> {});
    neovim.introduce("0.1.0");
  }

  @AfterEach
  void closeEverything() throws Exception {
    channel.close();
    nvim.close();
    control.shutdownNow();
  }

  @Test
  void opensAWindowAsLargeAsItsContent() throws Exception {
    open(RAIN);

    assertEquals(List.of("Rain on a tin roof"), nvim.nextCall("nvim_buf_set_lines").get(4));
    var config = (Map<?, ?>) nvim.nextCall("nvim_open_win").get(2);
    assertEquals(18L, config.get("width"));
    assertEquals(1L, config.get("height"));
    assertEquals(" Lofi ", config.get("title"));
  }

  @Test
  void coloursSpansByTheirBytes() throws Exception {
    open(CAFE);

    List<?> mark = nvim.nextCall("nvim_buf_set_extmark");
    assertEquals(4L, mark.get(3));
    assertEquals(Map.of("end_col", 9L, "hl_group", "Title"), mark.get(4));
  }

  @Test
  void drawsOnlyWhatChanged() throws Exception {
    FloatWindow window = open(RAIN);
    nvim.nextCall("nvim_create_autocmd");
    nvim.nextCall("nvim_create_autocmd");
    nvim.nextCall("nvim_buf_set_lines");

    onControl(() -> window.update(RAIN));
    onControl(() -> window.update(CAFE));

    assertEquals(List.of("♪ Café"), nvim.nextCall("nvim_buf_set_lines").get(4));
    assertEquals(0, nvim.waitingCalls("nvim_buf_set_lines"));
  }

  @Test
  void opensWithTheNewestContentIfNeovimTakesLong() throws Exception {
    nvim.stopsReading();
    FloatWindow window = open(RAIN);
    onControl(() -> window.update(CAFE));
    nvim.readsAgain();

    assertEquals(List.of("♪ Café"), nvim.nextCall("nvim_buf_set_lines").get(4));
  }

  @Test
  void doesNotOpenAfterItWasClosed() throws Exception {
    nvim.stopsReading();
    FloatWindow window = open(RAIN);
    onControl(window::close);
    nvim.readsAgain();

    nvim.nextCall("nvim_buf_delete");
    assertEquals(0, nvim.waitingCalls("nvim_open_win"));
    assertEquals(1, closed.get());
  }

  @Test
  void reportsOnceThatTheUserClosedIt() throws Exception {
    FloatWindow window = open(RAIN);
    var report = (Map<?, ?>) waitForReport("BufWipeout");
    assertTrue(
        String.valueOf(report.get("command")).contains("rpcnotify(3, 'lofi_float_closed', 1)"));

    nvim.tells(Floats.CLOSED, 1);
    nvim.tells(Floats.CLOSED, 1);
    nvim.tells(Floats.KEY_PRESSED, 1, 0, 0);
    nvim.asks("anything");

    assertEquals(1, closed.get());
    onControl(() -> assertTrue(window.isClosed()));
    assertTrue(pressedOnLine.isEmpty());
  }

  @Test
  void keysActOnTheLineUnderTheCursor() throws Exception {
    Line wrapped = Line.plain("rain on a tin roof ".repeat(10)).wrappedAt(2);
    open(new FloatContent("Lofi", List.of(wrapped, Line.plain("sun"))));
    waitForReport("BufWipeout");
    assertEquals("q", nvim.nextCall("nvim_buf_set_keymap").get(2));
    assertEquals("<Esc>", nvim.nextCall("nvim_buf_set_keymap").get(2));
    assertEquals("<CR>", nvim.nextCall("nvim_buf_set_keymap").get(2));

    for (int row = 0; row < 10; row++) {
      nvim.tells(Floats.KEY_PRESSED, 1, 0, row);
    }

    for (int index : new int[] {0, 0, 0, 1}) {
      assertEquals(index, pressedOnLine.poll(5, TimeUnit.SECONDS));
    }
    nvim.asks("anything");
    assertTrue(pressedOnLine.isEmpty(), "there is nothing below the last line");
  }

  @Test
  void followsTheSizeOfTheScreen() throws Exception {
    open(new FloatContent("Lofi", List.of(Line.plain("x".repeat(100)))));
    waitForReport("BufWipeout");
    assertEquals(78L, ((Map<?, ?>) nvim.nextCall("nvim_open_win").get(2)).get("width"));

    nvim.tells(Floats.SCREEN_RESIZED, 1, 200, 50);

    assertEquals(100L, ((Map<?, ?>) nvim.nextCall("nvim_win_set_config").get(1)).get("width"));
  }

  @Test
  void closesWhenItCannotOpen() throws Exception {
    nvim.answers(
        "nvim_open_win",
        _ -> {
          throw new ErrorReply("E565: Not allowed to change text or change window");
        });

    open(RAIN);
    nvim.nextCall("nvim_open_win");
    nvim.asks("anything");

    assertEquals(1, closed.get());
  }

  @Test
  void leavesOtherNewsToOthers() throws Exception {
    var rest = new LinkedBlockingQueue<String>();
    var handler = floats.handlerBefore((method, _) -> rest.add(method));

    handler.handle("something", List.of());

    assertEquals("something", rest.poll());
  }

  private FloatWindow open(FloatContent content) throws Exception {
    var enter = new FloatKey("<CR>", pressedOnLine::add);
    return control
        .submit(() -> floats.open(content, List.of(enter), closed::incrementAndGet))
        .get();
  }

  /// The last calls of opening a window; after them it is open.
  private Object waitForReport(String event) throws Exception {
    List<?> call = nvim.nextCall("nvim_create_autocmd");
    while (!event.equals(call.get(0))) {
      call = nvim.nextCall("nvim_create_autocmd");
    }
    return call.get(1);
  }

  private void onControl(Runnable task) throws Exception {
    Future<?> done = control.submit(task);
    done.get();
    assertFalse(done.isCancelled());
  }
}
