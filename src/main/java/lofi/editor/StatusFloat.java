package lofi.editor;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lofi.generation.GenerationQueue;
import lofi.generation.GeneratorInfo;
import lofi.generation.QueueStatus;
import lofi.generation.Stem;
import lofi.library.Library;
import lofi.library.LibraryStats;
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
  /// So short that the line fits on a screen of 40 columns.
  private static final int BAR_COLUMNS = 15;

  private static final int LABEL_COLUMNS = 9;
  private static final int LONGEST_PROMPT = 200;
  private static final double QUIETEST_DB = -42;

  /// What a style says of the sound, in the order in which a person would.
  private static final List<String> STYLE_WORDS = List.of("feel", "keys", "lead", "bass", "kit");

  private final Radio radio;
  private final Player player;
  private final Library library;
  private final GenerationQueue queue;
  private final ModelJobs models;

  @Inject
  StatusFloat(
      Radio radio, Player player, Library library, GenerationQueue queue, ModelJobs models) {
    this.radio = radio;
    this.player = player;
    this.library = library;
    this.queue = queue;
    this.models = models;
  }

  /// On a screen that is too low for all of it, the beginning is seen: so what changes comes first.
  FloatContent content() {
    RadioStatus status = radio.status();
    List<Line> lines = new ArrayList<>();
    addNow(lines, status);
    status.current().ifPresent(piece -> addPiece(lines, piece));
    lines.add(row("Backend", backend(queue.generator().info())));
    models.status().ifPresent(job -> lines.add(row("Model", job)));
    lines.add(row("Library", library()));
    lines.add(Line.EMPTY);
    String toggle = status.state() == RadioStatus.State.PLAYING ? "pause" : "play";
    lines.add(KeyLine.of("p", toggle, "n", "next", "s", "stop", "q", "close"));
    return new FloatContent("lofi", lines);
  }

  private void addNow(List<Line> lines, RadioStatus status) {
    lines.add(row("State", status.state().name().toLowerCase(Locale.ROOT)));
    status
        .current()
        .ifPresent(piece -> {
          lines.add(row("Prompt", Excerpt.of(piece.prompt(), LONGEST_PROMPT)));
          lines.add(position(status.positionSec(), piece.durationSec()));
        });
    lines.add(volume(status));
    mix().ifPresent(lines::add);
    if (status.state() != RadioStatus.State.STOPPED) {
      lines.add(level(status.state()));
    }
    addOutput(lines, player.output());
    lines.add(row("Making", making(status.queue())));
  }

  private static void addPiece(List<Line> lines, NowPlaying piece) {
    lines.add(row(piece.isSong() ? "Song" : "Track", piece.trackId().hex()));
    lines.add(row("Seed", Long.toString(piece.seed())));
    music(piece).ifPresent(text -> lines.add(row("Music", text)));
    addStyle(lines, piece.style());
  }

  private static Optional<String> music(NowPlaying piece) {
    List<String> words = new ArrayList<>();
    piece.key().ifPresent(words::add);
    piece.bpm().ifPresent(bpm -> words.add("%.0f BPM".formatted(bpm)));
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
  }

  /// The palette and who plays: "dusty nights, lazy feel, rhodes keys".
  private static void addStyle(List<Line> lines, Map<String, Object> style) {
    List<String> words = new ArrayList<>();
    Optional.ofNullable(style.get("palette")).map(String::valueOf).ifPresent(words::add);
    for (String name : STYLE_WORDS) {
      if (style.containsKey(name)) {
        words.add(style.get(name) + " " + name);
      }
    }
    if (!words.isEmpty()) {
      lines.add(row("Style", String.join(", ", words)));
    }
  }

  private static Line position(double positionSec, double durationSec) {
    return bar(
        "Position",
        durationSec > 0 ? positionSec / durationSec : 0,
        clock(positionSec) + " / " + clock(durationSec));
  }

  private Optional<Line> mix() {
    Map<Stem, Double> moved = MixCommand.moved(radio.mix());
    return moved.isEmpty() ? Optional.empty() : Optional.of(row("Mix", MixCommand.words(moved)));
  }

  private static Line volume(RadioStatus status) {
    String percent = "%d %%".formatted(Math.round(status.volume() * 100));
    return bar("Volume", status.volume(), percent);
  }

  /// How loud the music is just now. It stays during a pause, so that no line below it jumps.
  private Line level(RadioStatus.State state) {
    double level = state == RadioStatus.State.PLAYING ? player.level() : 0;
    double loudnessDb = 20 * Math.log10(Math.max(1e-9, level));
    return bar("Level", 1 - loudnessDb / QUIETEST_DB, "");
  }

  private static Line bar(String name, double share, String value) {
    int filled = (int) Math.round(Math.clamp(share, 0, 1) * BAR_COLUMNS);
    return Line.of(
        label(name),
        new Span("━".repeat(filled), "LofiBar"),
        new Span("─".repeat(BAR_COLUMNS - filled), "LofiDim"),
        Span.plain(" " + value));
  }

  private static String clock(double seconds) {
    return "%d:%02d".formatted((long) seconds / 60, (long) seconds % 60);
  }

  private static String making(QueueStatus queue) {
    return queue
        .current()
        .map(active ->
            waiting(
                "%s, %d %%".formatted(active.trackId(), active.percent()), queue.pending().size()))
        .orElse("nothing");
  }

  private static String waiting(String active, int pending) {
    return pending == 0 ? active : "%s, %d more waiting".formatted(active, pending);
  }

  /// What makes tracks: "musicgen, q4, cpu".
  private static String backend(GeneratorInfo info) {
    return Stream.of(Optional.of(info.backend()), info.quantization(), Optional.of(info.device()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private String library() {
    LibraryStats stats = library.stats();
    return "%d %s, %.0f MB"
        .formatted(stats.tracks(), stats.tracks() == 1 ? "track" : "tracks", stats.megabytes());
  }

  private static void addOutput(List<Line> lines, OutputStatus output) {
    lines.add(row("Device", output.device()));
    output
        .problem()
        .ifPresent(problem -> lines.add(wrapped(label(""), new Span(problem, "LofiWarning"))));
  }

  private static Line row(String name, String value) {
    return wrapped(label(name), Span.plain(value));
  }

  private static Line wrapped(Span label, Span value) {
    return Line.of(label, value).wrappedAt(LABEL_COLUMNS + 1);
  }

  private static Span label(String name) {
    return new Span(" " + name + " ".repeat(LABEL_COLUMNS - name.length()), "LofiLabel");
  }
}
