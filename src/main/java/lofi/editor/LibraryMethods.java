package lofi.editor;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lofi.audio.PcmSource;
import lofi.library.Library;
import lofi.library.LibraryStats;
import lofi.library.Removal;
import lofi.library.Track;
import lofi.library.TrackId;
import org.jspecify.annotations.Nullable;

/// The tracks on disk, which the contract calls the cache.
public final class LibraryMethods implements Methods.Group {
  /// So many tracks travel in one answer without holding up the editor.
  static final int PAGE_SIZE = 200;

  private static final int MOST_COLUMNS = 500;
  private static final int MOST_ROWS = 100;

  private final Library library;
  private final DiskWork disk;
  private final UserMessages messages;

  @Inject
  LibraryMethods(Library library, DiskWork disk, UserMessages messages) {
    this.library = library;
    this.disk = disk;
    this.messages = messages;
  }

  @Override
  public Map<String, Methods.Method> methods() {
    return Map.of(
        "cache_list",
        this::list,
        "cache_delete",
        this::delete,
        "cache_clear",
        _ -> clear(),
        "cache_stats",
        _ -> whenLoaded(this::stats),
        "waveform",
        this::waveform);
  }

  private CompletionStage<@Nullable Object> waveform(Params params) {
    TrackId id = wholeTrack(params);
    int columns = params.requiredWhole("width", 1, MOST_COLUMNS);
    int rows = params.requiredWhole("height", 1, MOST_ROWS);
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    library.lookUp(
        id,
        found ->
            found.ifPresentOrElse(
                track -> draw(track, columns, rows, answer),
                () -> answer.completeExceptionally(new Refusal(Problem.noSuchTrack(id.hex())))));
    return answer;
  }

  /// What is still being made cannot be read to its end without waiting for it, nor deleted.
  private TrackId wholeTrack(Params params) {
    TrackId id = params.trackId();
    if (library.isGrowing(id)) {
      throw new Refusal(Problem.stillBeingMade(id.hex()));
    }
    return id;
  }

  private void draw(
      Track track, int columns, int rows, CompletableFuture<@Nullable Object> answer) {
    PcmSource piece = library.source(track);
    var _ =
        disk.run(() -> Waveform.draw(piece, columns, rows))
            .thenAccept(lines -> answer.complete(Map.of("lines", lines)))
            .exceptionally(_ -> {
              answer.completeExceptionally(new Refusal(Problem.unreadable(track.id().hex())));
              return null;
            });
  }

  private CompletionStage<@Nullable Object> list(Params params) {
    int offset = (int) orElse(params.number("offset"), 0);
    int limit = (int) Math.clamp(orElse(params.number("limit"), PAGE_SIZE), 1, PAGE_SIZE);
    return whenLoaded(() -> page(offset, limit));
  }

  private Map<String, @Nullable Object> page(int offset, int limit) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("tracks", library.page(offset, limit).stream().map(WireForms::of).toList());
    form.put("total", library.stats().tracks());
    return form;
  }

  private CompletionStage<@Nullable Object> delete(Params params) {
    TrackId id = wholeTrack(params);
    return removal(answer -> library.delete(id, answer));
  }

  /// Nobody sees what is deleted, so the user hears how much it was.
  private CompletionStage<@Nullable Object> clear() {
    return removal(answer ->
        library.clear(removal -> {
          if (removal instanceof Removal.Removed(var ids)) {
            messages.tell(ids.size() == 1 ? "1 track deleted" : ids.size() + " tracks deleted");
          }
          answer.accept(removal);
        }));
  }

  private interface RemovalTask {
    void run(Consumer<Removal> answer);
  }

  private static CompletionStage<@Nullable Object> removal(RemovalTask task) {
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    task.run(removal -> {
      switch (removal) {
        case Removal.Removed(var ids) ->
            answer.complete(Map.of("deleted", ids.stream().map(TrackId::hex).toList()));
        case Removal.NoSuchTrack(var id) ->
            answer.completeExceptionally(new Refusal(Problem.noSuchTrack(id.hex())));
        case Removal.Failed(var reason, var advice) ->
            answer.completeExceptionally(
                new Refusal(new Problem(Problem.CACHE_WRITE_ERROR, reason, advice)));
      }
    });
    return answer;
  }

  private CompletionStage<@Nullable Object> whenLoaded(
      Supplier<Map<String, @Nullable Object>> answer) {
    CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
    library.whenLoaded(() -> result.complete(answer.get()));
    return result;
  }

  private Map<String, @Nullable Object> stats() {
    LibraryStats stats = library.stats();
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("count", stats.tracks());
    form.put("size_mb", stats.megabytes());
    putTime(form, "oldest", stats.oldest());
    putTime(form, "newest", stats.newest());
    return form;
  }

  private static void putTime(
      Map<String, @Nullable Object> form, String name, Optional<Instant> time) {
    time.ifPresent(instant -> form.put(name, instant.getEpochSecond()));
  }

  private static double orElse(OptionalDouble value, double otherwise) {
    return value.orElse(otherwise);
  }
}
