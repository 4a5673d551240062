package lofi.editor;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lofi.generation.QueueStatus;
import lofi.library.Library;
import lofi.nvim.FloatContent;
import lofi.nvim.Line;
import lofi.nvim.Span;
import lofi.playback.Player;
import lofi.playback.output.OutputStatus;
import lofi.radio.NowPlaying;
import lofi.radio.Radio;
import lofi.radio.RadioStatus;

/// What `:Lofi status` shows, line by line.
public final class StatusFloat {
  private static final int BAR_COLUMNS = 24;
  private static final int LABEL_COLUMNS = 9;

  private final Radio radio;
  private final Player player;
  private final Library library;

  @Inject
  StatusFloat(Radio radio, Player player, Library library) {
    this.radio = radio;
    this.player = player;
    this.library = library;
  }

  FloatContent content() {
    RadioStatus status = radio.status();
    List<Line> lines = new ArrayList<>();
    lines.add(row("State", status.state().name().toLowerCase(Locale.ROOT)));
    status.current().ifPresent(piece -> addPiece(lines, piece, status));
    lines.add(row("Volume", "%d %%".formatted(Math.round(status.volume() * 100))));
    lines.add(row("Making", making(status.queue())));
    lines.add(row("Library", library()));
    addOutput(lines, player.output());
    return new FloatContent("lofi", lines);
  }

  private static void addPiece(List<Line> lines, NowPlaying piece, RadioStatus status) {
    lines.add(row(piece.isSong() ? "Song" : "Track", piece.trackId().hex()));
    lines.add(row("Prompt", piece.prompt()));
    lines.add(row("Seed", Long.toString(piece.seed())));
    music(piece).ifPresent(text -> lines.add(row("Music", text)));
    addStyle(lines, piece.style());
    lines.add(position(status.positionSec(), piece.durationSec()));
  }

  private static Optional<String> music(NowPlaying piece) {
    List<String> words = new ArrayList<>();
    piece.key().ifPresent(words::add);
    piece.bpm().ifPresent(bpm -> words.add("%.0f BPM".formatted(bpm)));
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
  }

  /// The words of the style; its numbers are for scripts.
  private static void addStyle(List<Line> lines, Map<String, Object> style) {
    List<String> words =
        style.entrySet().stream()
            .filter(entry -> entry.getValue() instanceof String)
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .toList();
    if (!words.isEmpty()) {
      lines.add(row("Style", String.join(", ", words)));
    }
  }

  private static Line position(double positionSec, double durationSec) {
    double heard = Math.clamp(positionSec / durationSec, 0, 1);
    int filled = (int) Math.round(heard * BAR_COLUMNS);
    return Line.of(
        label("Position"),
        new Span("━".repeat(filled), "LofiBar"),
        new Span("─".repeat(BAR_COLUMNS - filled), "LofiDim"),
        Span.plain(" " + clock(positionSec) + " / " + clock(durationSec)));
  }

  private static String clock(double seconds) {
    return "%d:%02d".formatted((long) seconds / 60, (long) seconds % 60);
  }

  private static String making(QueueStatus queue) {
    return queue
        .current()
        .map(active ->
            "%s, %d %%, %d more waiting"
                .formatted(active.trackId(), active.percent(), queue.pending().size()))
        .orElse("nothing");
  }

  private String library() {
    return "%d tracks, %.0f MB".formatted(library.stats().tracks(), library.stats().megabytes());
  }

  private static void addOutput(List<Line> lines, OutputStatus output) {
    lines.add(row("Device", output.device()));
    output
        .problem()
        .ifPresent(problem -> lines.add(Line.of(label(""), new Span(problem, "LofiWarning"))));
  }

  private static Line row(String name, String value) {
    return Line.of(label(name), Span.plain(value));
  }

  private static Span label(String name) {
    return new Span(" " + name + " ".repeat(LABEL_COLUMNS - name.length()), "LofiLabel");
  }
}
