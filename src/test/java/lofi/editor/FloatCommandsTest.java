package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import lofi.generation.QueueStatus;
import lofi.library.TrackId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The floats of `status`, `queue` and `list`, and the keys that act in them.
@Timeout(30)
class FloatCommandsTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void sitDown() throws Exception {
    desk = new Desk(folder);
    desk.forgetThePast();
  }

  @AfterEach
  void leave() throws Exception {
    desk.close();
  }

  @Test
  void theStatusKeepsUpFromBeforeTheFirstSound() throws Exception {
    desk.types("");
    desk.types("status");
    assertFalse(has(desk.floatLines(), "mellow piano"));
    desk.types("pause");
    assertTrue(has(desk.floatLines(), "p\u00a0play"));
    desk.types("resume");

    desk.session.hear(1);
    desk.floatTicker.fire();
    desk.settle();

    List<String> lines = desk.floatLines();
    assertTrue(has(lines, "playing") && has(lines, "mellow piano"), lines::toString);
    assertTrue(has(lines, "D minor, 80 BPM"), lines::toString);
    assertTrue(has(lines, "0:01 / 1:00"), lines::toString);
    assertTrue(has(lines, "0 tracks"), lines::toString);
    assertTrue(has(lines, "p\u00a0pause"), lines::toString);
  }

  @Test
  void noLineOfTheStatusJumpsWhenTheMusicPauses() throws Exception {
    desk.types("");
    desk.session.hear(1);
    desk.types("status");
    List<String> playing = desk.floatLines();
    desk.types("pause");
    List<String> paused = desk.floatLines();

    assertTrue(has(paused, "paused"), paused::toString);
    assertEquals(labels(playing), labels(paused));
  }

  private static List<String> labels(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.contains("p\u00a0p"))
        .map(line -> line.strip().replaceFirst(" .*", ""))
        .toList();
  }

  @Test
  void theStatusFitsOnAScreenOfFortyColumns() throws Exception {
    desk.nvim()
        .answers("nvim_get_option_value", call -> "columns".equals(call.getFirst()) ? 40 : 24);
    desk.types("generate " + "rain on a tin roof ".repeat(8));
    desk.session.makeTracks();
    desk.session.hear(1);
    desk.settle();
    desk.types("status");

    List<String> lines = desk.floatLines();
    assertTrue(has(lines, "1 track,"), lines::toString);
    lines.forEach(line -> assertTrue(line.length() <= 38, line));
  }

  @Test
  void theQueueShowsWhatIsMadeAndCancelsWhatWaits() throws Exception {
    TrackId rain = desk.session.generate("rain");
    TrackId sun = desk.session.generate("sun");
    desk.types("queue");

    List<String> lines = desk.floatLines();
    assertTrue(lines.get(0).contains(rain.hex()) && lines.get(0).contains("0 %"), lines::toString);
    assertTrue(lines.get(1).contains(sun.hex()) && lines.get(1).contains("1."), lines::toString);

    press(2, 1);
    assertFalse(has(desk.floatLines(), sun.hex()));
    press(2, 0);
    assertTrue(desk.messages().contains("Cannot cancel active generation"), desk::message);
  }

  @Test
  void whatWaitsCanBeMadeNextAndHeard() throws Exception {
    TrackId rain = desk.session.generate("rain");
    TrackId sun = desk.session.generate("sun");
    TrackId snow = desk.session.generate("snow");
    desk.types("queue");

    press(0, 2);
    assertEquals(List.of(snow, sun), waiting());
    assertTrue(desk.floatLines().get(1).contains(snow.hex()));
    assertTrue(desk.message().contains(snow + " plays as soon as it can be heard"));
    assertEquals(List.of(2L, 0L), desk.nvim().nextCall("nvim_win_set_cursor").get(1));
    press(1, 0);
    assertTrue(desk.messages().getLast().contains(rain + " joins the play order"));

    desk.session.makeTracks();
    assertEquals(List.of(rain, snow, sun), desk.session.radio.status().playOrder());
    desk.session.hear(1);
    desk.settle();
    assertEquals(snow.hex(), desk.events("playback_started").getFirst().data().get("track_id"));
  }

  @Test
  void whatWaitsIsPutInAnotherOrder() throws Exception {
    desk.session.generate("rain");
    TrackId sun = desk.session.generate("sun");
    TrackId snow = desk.session.generate("snow");
    desk.types("queue");

    press(4, 1);
    assertEquals(List.of(snow, sun), waiting());
    assertTrue(desk.floatLines().get(1).contains(snow.hex()));
    press(5, 2);
    assertEquals(List.of(sun, snow), waiting());
    press(5, 1);
    press(4, 2);
    press(4, 0);
    assertEquals(List.of(sun, snow), waiting());
  }

  private List<TrackId> waiting() {
    return desk.session.queue.status().pending().stream()
        .map(QueueStatus.Pending::trackId)
        .toList();
  }

  @Test
  void anEmptyQueueSaysSo() throws Exception {
    desk.types("queue");

    assertTrue(has(desk.floatLines(), "Nothing is being made"));
  }

  @Test
  void theListPlaysAddsMovesAndDeletes() throws Exception {
    TrackId rain = desk.session.track("rain", 10);
    TrackId sun = desk.session.track("sun", 10);
    desk.types("list");
    List<String> lines = desk.floatLines();
    assertTrue(lines.get(0).contains("0:10  " + sun + "  sun"), lines::toString);
    assertTrue(lines.get(1).contains(rain.hex()), lines::toString);

    press(1, 0);
    press(1, 4);
    assertEquals(List.of(sun, rain), desk.session.radio.status().playOrder());
    assertTrue(desk.floatLines().get(1).contains("1."));

    press(3, 1);
    assertEquals(List.of(rain, sun), desk.session.radio.status().playOrder());
    assertEquals(List.of(3L, 0L), desk.nvim().nextCall("nvim_win_set_cursor").get(1));
    press(4, 2);
    assertEquals(List.of(sun, rain), desk.session.radio.status().playOrder());

    press(2, 1);
    assertEquals(List.of(rain), desk.session.radio.status().playOrder());
    press(2, 3);
    assertTrue(desk.session.library.find(sun).isEmpty());
    assertFalse(has(desk.floatLines(), sun.hex()));

    press(0, 1);
    desk.session.hear(1);
    desk.settle();
    assertEquals(rain.hex(), desk.events("playback_started").getFirst().data().get("track_id"));
  }

  @Test
  void aPickerPluginTakesThePlaceOfTheList() throws Exception {
    desk.answers.put("return require('lofi.pickers').list()", true);
    desk.types("list");

    assertEquals(0, desk.nvim().waitingCalls("nvim_open_win"));
  }

  @Test
  void aListWithoutTracksSaysHowToMakeOne() throws Exception {
    desk.types("list");

    assertTrue(has(desk.floatLines(), "No tracks yet"));
  }

  @Test
  void aFloatThatIsClosedIsDrawnNoMore() throws Exception {
    desk.types("queue");
    desk.floatLines();
    desk.nvim().tells("lofi_float_closed", 1);
    desk.settle();
    assertFalse(desk.floatTicker.isRunning());

    desk.session.generate("rain");
    desk.settle();
    assertEquals(0, desk.nvim().waitingCalls("nvim_buf_set_lines"));
  }

  /// The user presses the key of that number on this line of the only float.
  private void press(int key, int line) throws Exception {
    desk.nvim().tells("lofi_float_key", 1, key, line);
    desk.settle();
  }

  private static boolean has(List<String> lines, String part) {
    return lines.stream().anyMatch(line -> line.contains(part));
  }
}
