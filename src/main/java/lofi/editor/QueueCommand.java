package lofi.editor;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import lofi.generation.GenerationQueue;
import lofi.generation.QueueStatus;
import lofi.library.TrackId;
import lofi.nvim.FloatContent;
import lofi.nvim.FloatKey;
import lofi.nvim.Floats;
import lofi.nvim.Line;
import lofi.nvim.Span;
import lofi.radio.Ticker;

/// `:Lofi queue`: a float with what is being made and what waits, where one can cancel and change
/// the order.
public final class QueueCommand implements Command {
  private static final int LONGEST_PROMPT = 120;
  private static final int PLACE_COLUMNS = 7;

  private final GenerationQueue queue;
  private final CancelCommand canceller;
  private final LiveFloat shown;

  @Inject
  QueueCommand(Floats floats, GenerationQueue queue, CancelCommand canceller, Ticker ticker) {
    this.queue = queue;
    this.canceller = canceller;
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
            new FloatKey("d", line -> cancel(line, false)),
            new FloatKey("D", line -> cancel(line, true)),
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

  private void cancel(int line, boolean force) {
    List<TrackId> ids = ids(queue.status());
    if (line < ids.size()) {
      canceller.cancel(ids.get(line), force);
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
    if (lines.isEmpty()) {
      lines.add(Line.plain(" Nothing is being made"));
    }
    lines.add(Line.EMPTY);
    lines.add(KeyLine.of("d", "cancel", "D", "by force", "J/K", "move", "q", "close"));
    return new FloatContent("lofi queue", lines);
  }

  private static Line line(QueueStatus.Active active) {
    String togo = active.etaSec() > 0 ? " (%d s to go)".formatted(active.etaSec()) : "";
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
            new Span(id + "  ", "LofiDim"),
            Span.plain(Excerpt.of(prompt, LONGEST_PROMPT)),
            new Span(togo, "LofiDim"))
        .wrappedAt(PLACE_COLUMNS);
  }
}
