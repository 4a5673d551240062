package lofi.editor;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import lofi.generation.GenerationQueue;
import lofi.generation.QueueStatus;
import lofi.library.TrackId;
import lofi.nvim.FloatContent;
import lofi.nvim.FloatKey;
import lofi.nvim.Floats;
import lofi.nvim.Line;
import lofi.nvim.Span;
import lofi.radio.Radio;
import lofi.radio.Ticker;

/// `:Lofi queue`: a float with what is being made and what waits, where one can say what should be
/// heard, cancel and change the order.
public final class QueueCommand implements Command {
  private static final int LONGEST_PROMPT = 120;
  private static final int PLACE_COLUMNS = 7;

  private final GenerationQueue queue;
  private final CancelCommand canceller;
  private final Radio radio;
  private final UserMessages messages;
  private final LiveFloat shown;

  @Inject
  QueueCommand(
      Floats floats,
      GenerationQueue queue,
      CancelCommand canceller,
      Radio radio,
      UserMessages messages,
      Ticker ticker) {
    this.queue = queue;
    this.canceller = canceller;
    this.radio = radio;
    this.messages = messages;
    this.shown = new LiveFloat(floats, ticker, this::content);
    queue.listen(_ -> shown.redraw());
  }

  @Override
  public String name() {
    return "queue";
  }

  @Override
  public void run(Arguments arguments) {
    arguments.atMost(0, name());
    shown.open(
        List.of(
            new FloatKey("<CR>", line -> withTrack(line, this::play)),
            new FloatKey("a", line -> withTrack(line, this::add)),
            new FloatKey("d", line -> withTrack(line, id -> canceller.cancel(id, false))),
            new FloatKey("D", line -> withTrack(line, id -> canceller.cancel(id, true))),
            new FloatKey("J", line -> move(line, 1)),
            new FloatKey("K", line -> move(line, -1))));
  }

  private void move(int line, int by) {
    QueueStatus status = queue.status();
    int place = line - status.current().stream().toList().size();
    int target = place + by;
    List<QueueStatus.Pending> waiting = status.pending();
    if (Math.min(place, target) >= 0 && Math.max(place, target) < waiting.size()) {
      queue.move(waiting.get(place).trackId(), target);
      shown.redraw();
      shown.moveCursor(line + by);
    }
  }

  private void play(TrackId id) {
    radio.playWhenMade(id);
    shown.redraw();
    shown.moveCursor(ids(queue.status()).indexOf(id));
    messages.tell("Track %s plays as soon as it can be heard".formatted(id));
  }

  private void add(TrackId id) {
    radio.addWhenMade(id);
    messages.tell("Track %s joins the play order when it is made".formatted(id));
  }

  private void withTrack(int line, Consumer<TrackId> action) {
    List<TrackId> ids = ids(queue.status());
    if (line < ids.size()) {
      action.accept(ids.get(line));
    }
  }

  /// The tracks in the order of the lines.
  private static List<TrackId> ids(QueueStatus status) {
    List<TrackId> ids = new ArrayList<>();
    status.current().map(QueueStatus.Active::trackId).ifPresent(ids::add);
    status.pending().forEach(waiting -> ids.add(waiting.trackId()));
    return ids;
  }

  private FloatContent content() {
    QueueStatus status = queue.status();
    List<Line> lines = new ArrayList<>();
    status.current().map(QueueCommand::line).ifPresent(lines::add);
    status.pending().forEach(waiting -> lines.add(line(waiting)));
    boolean isEmpty = lines.isEmpty();
    if (isEmpty) {
      lines.add(Line.plain(" Nothing is being made"));
    }
    lines.add(Line.EMPTY);
    lines.add(isEmpty ? KeyLine.of("q", "close") : keys());
    return new FloatContent("lofi queue", lines);
  }

  private static Line keys() {
    return KeyLine.of(
        "<CR>", "play", "a", "add", "d", "cancel", "D", "by force", "J/K", "move", "q", "close");
  }

  private static Line line(QueueStatus.Active active) {
    String togo =
        active.etaSec().isPresent() ? " (%d s to go)".formatted(active.etaSec().getAsInt()) : "";
    return line(
        "%d %%".formatted(active.percent()), active.trackId(), active.prompt().text(), togo);
  }

  private static Line line(QueueStatus.Pending waiting) {
    return line(
        "%d.".formatted(waiting.position()), waiting.trackId(), waiting.prompt().text(), "");
  }

  private static Line line(String place, TrackId id, String prompt, String togo) {
    return Line.of(
            new Span(" %-5s ".formatted(place), "LofiLabel"),
            new Span(id + "  ", "LofiLabel"),
            Span.plain(Excerpt.of(prompt, LONGEST_PROMPT)),
            new Span(togo, "LofiLabel"))
        .wrappedAt(PLACE_COLUMNS);
  }
}
