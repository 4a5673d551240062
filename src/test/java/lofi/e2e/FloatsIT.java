package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lofi.nvim.FloatContent;
import lofi.nvim.FloatKey;
import lofi.nvim.FloatWindow;
import lofi.nvim.Floats;
import lofi.nvim.Line;
import lofi.nvim.Neovim;
import lofi.nvim.Span;
import lofi.rpc.NotificationHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@EnabledIfSystemProperty(named = "nvim.bin", matches = ".+")
class FloatsIT {
  private static final FloatContent SONG =
      new FloatContent(
          "Lofi",
          List.of(
              Line.of(new Span("♪ ", "Title"), Span.plain("Rain on a tin roof")),
              Line.plain("A minor, 74 BPM")));

  @TempDir private Path home;
  private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
  private @Nullable Editor editor;

  @AfterEach
  void closeEditor() {
    if (editor != null) {
      editor.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest", "oldest"})
  void standsOnTheScreenUntilTheUserClosesIt(String version) throws Exception {
    Floats floats = start(version, 80, 24);

    open(floats, SONG);

    editor().shows("Rain on a tin roof");
    assertTrue(editor().screen().contains(" Lofi "));
    editor().types("q");
    assertEquals("closed", nextReport());
    assertEquals(1L, editor().eval("winnr('$')"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest", "oldest"})
  void isRedrawnInItsPlaceAndSize(String version) throws Exception {
    Floats floats = start(version, 80, 24);
    FloatWindow window = open(floats, SONG);
    editor().shows("A minor, 74 BPM");

    var next =
        new FloatContent("Lofi", List.of(Line.plain("Café"), Line.EMPTY, Line.plain("F major")));
    editor().thread().execute(() -> window.update(next));

    editor().shows("F major");
    assertEquals(3L, editor().eval("winheight(0)"));
    assertEquals(false, editor().eval("&modifiable ? v:true : v:false"));
    editor().thread().execute(window::close);
    assertEquals("closed", nextReport());
    editor().eventually("the window is gone", "vim.fn.winnr('$') == 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest", "oldest"})
  void keysAct(String version) throws Exception {
    Floats floats = start(version, 80, 24);
    var enter = new FloatKey("<CR>", line -> reports.add("line " + line));
    open(floats, SONG, enter);
    editor().shows("A minor, 74 BPM");

    editor().types("j<CR>");

    assertEquals("line 1", nextReport());
    editor().types("<Esc>");
    assertEquals("closed", nextReport());
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 200})
  void fitsNarrowAndWideScreens(int columns) throws Exception {
    Floats floats = start("newest", columns, 20);
    String wide = "x".repeat(100);

    open(floats, new FloatContent("Lofi", List.of(Line.plain(wide))));

    editor().shows(columns < 100 ? "x".repeat(columns - 3) + ">" : wide);
    assertEquals((long) Math.min(100, columns - 2), editor().eval("winwidth(0)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest", "oldest"})
  void followsTheSizeOfTheScreen(String version) throws Exception {
    Floats floats = start(version, 40, 20);
    floats.open(new FloatContent("Lofi", List.of(Line.plain("x".repeat(60)))), List.of(), () -> {});
    editor().eventually("the window is open", "vim.fn.winwidth(0) == 38");

    editor().channel().notify("nvim_ui_try_resize", 100, 30);

    editor().eventually("the window is wider", "vim.fn.winwidth(0) == 60");
  }

  /// This test's own channel plays the host.
  private Floats start(String version, int columns, int rows) throws Exception {
    var news = new LinkedBlockingQueue<NotificationHandler>();
    var starter = Editor.in(home).size(columns, rows);
    starter.news((method, arguments) -> news.element().handle(method, arguments));
    editor = version.equals("oldest") ? starter.oldest().open() : starter.open();
    Neovim neovim = new Neovim(editor.channel());
    neovim.introduce("0.1.0");
    Floats floats = new Floats(neovim);
    news.add(floats.handlerBefore((method, _) -> reports.add(method)));
    return floats;
  }

  private FloatWindow open(Floats floats, FloatContent content, FloatKey... keys) throws Exception {
    return editor()
        .thread()
        .submit(() -> floats.open(content, List.of(keys), () -> reports.add("closed")))
        .get();
  }

  private Editor editor() {
    assertNotNull(editor);
    return editor;
  }

  private String nextReport() throws InterruptedException {
    String report = reports.poll(10, TimeUnit.SECONDS);
    assertNotNull(report, () -> "No report\n" + editor().screen());
    return report;
  }
}
