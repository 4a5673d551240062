package lofi.editor;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import lofi.library.Library;
import lofi.library.Removal;
import lofi.library.Track;
import lofi.library.TrackId;
import lofi.nvim.FloatContent;
import lofi.nvim.FloatKey;
import lofi.nvim.Floats;
import lofi.nvim.Line;
import lofi.nvim.Span;
import lofi.radio.Radio;
import lofi.radio.Ticker;

/// A float with the play order and the tracks on disk, where one can play, add, delete and reorder.
public final class TrackList {
  private static final int MOST_TRACKS = 200;
  private static final int LONGEST_PROMPT = 80;

  /// What one line stands for.
  private sealed interface Entry {
    /// @param index its place in the play order
    record InOrder(TrackId id, int index) implements Entry {}

    record OnDisk(TrackId id) implements Entry {}

    /// A heading, or the line with the keys.
    record Nothing() implements Entry {}
  }

  private record Row(Entry entry, Line line) {}

  private final Radio radio;
  private final Library library;
  private final UserMessages messages;
  private final LiveFloat shown;

  @Inject
  TrackList(Floats floats, Ticker ticker, Radio radio, Library library, UserMessages messages) {
    this.radio = radio;
    this.library = library;
    this.messages = messages;
    this.shown = new LiveFloat(floats, ticker, this::content);
    radio.listen(_ -> shown.redraw());
  }

  void open() {
    library.refresh(() ->
        shown.open(
            List.of(
                new FloatKey("<CR>", line -> withTrack(line, radio::play)),
                new FloatKey("a", line -> withTrack(line, radio::add)),
                new FloatKey("d", this::delete),
                new FloatKey("J", line -> move(line, 1)),
                new FloatKey("K", line -> move(line, -1)))));
  }

  private void withTrack(int line, Consumer<TrackId> action) {
    switch (entry(line)) {
      case Entry.InOrder(var id, _) -> action.accept(id);
      case Entry.OnDisk(var id) -> action.accept(id);
      case Entry.Nothing() -> {}
    }
  }

  /// Takes a track out of the play order, or deletes it where it stands among those on disk.
  private void delete(int line) {
    switch (entry(line)) {
      case Entry.InOrder(var id, _) -> radio.remove(id);
      case Entry.OnDisk(var id) -> library.delete(id, this::deleted);
      case Entry.Nothing() -> {}
    }
  }

  private void deleted(Removal removal) {
    switch (removal) {
      case Removal.Removed _ -> shown.redraw();
      case Removal.NoSuchTrack(var id) -> messages.tell(Problem.noSuchTrack(id.hex()));
      case Removal.Failed(var reason, var advice) ->
          messages.tell(new Problem(Problem.CACHE_WRITE_ERROR, reason, advice));
    }
  }

  private void move(int line, int by) {
    if (entry(line) instanceof Entry.InOrder(var id, var index)) {
      int target = index + by;
      if (target >= 0 && target < radio.status().playOrder().size()) {
        radio.move(id, target);
        shown.redraw();
        shown.moveCursor(line + by);
      }
    }
  }

  private Entry entry(int line) {
    List<Row> rows = rows();
    return line < rows.size() ? rows.get(line).entry() : new Entry.Nothing();
  }

  private FloatContent content() {
    return new FloatContent("lofi tracks", rows().stream().map(Row::line).toList());
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    List<TrackId> playOrder = radio.status().playOrder();
    if (!playOrder.isEmpty()) {
      rows.add(heading("Play order"));
      for (int index = 0; index < playOrder.size(); index++) {
        TrackId id = playOrder.get(index);
        rows.add(new Row(new Entry.InOrder(id, index), line(index + 1 + ".", id)));
      }
      rows.add(heading("Tracks"));
    }
    for (Track track : library.page(0, MOST_TRACKS)) {
      rows.add(new Row(new Entry.OnDisk(track.id()), line("", track)));
    }
    if (rows.isEmpty()) {
      rows.add(
          new Row(new Entry.Nothing(), Line.plain(" No tracks yet: :Lofi generate makes one")));
    }
    rows.add(new Row(new Entry.Nothing(), Line.EMPTY));
    rows.add(new Row(new Entry.Nothing(), keys()));
    return rows;
  }

  private static Row heading(String text) {
    return new Row(new Entry.Nothing(), Line.of(new Span(" " + text, "LofiLabel")));
  }

  private Line line(String place, TrackId id) {
    return library
        .find(id)
        .map(track -> line(place, track))
        .orElseGet(() -> Line.plain(" " + place + " " + id));
  }

  private static Line line(String place, Track track) {
    long seconds = Math.round(track.durationSec());
    return Line.of(
        Span.plain(place.isEmpty() ? " " : " %-3s ".formatted(place)),
        Span.plain("%d:%02d  ".formatted(seconds / 60, seconds % 60)),
        new Span(track.id() + "  ", "LofiLabel"),
        Span.plain(Excerpt.of(track.prompt(), LONGEST_PROMPT)));
  }

  private static Line keys() {
    return KeyLine.of(
        "<CR>", "play", "a", "add", "d", "delete", "J/K", "move in play order", "q", "close");
  }
}
