package lofi.editor;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import lofi.library.Library;
import lofi.library.TrackId;
import lofi.radio.Radio;
import org.jspecify.annotations.Nullable;

/// The play order, which the contract calls the playlist.
public final class PlaylistMethods implements Methods.Group {
  private final Radio radio;
  private final Library library;

  @Inject
  PlaylistMethods(Radio radio, Library library) {
    this.radio = radio;
    this.library = library;
  }

  @Override
  public Map<String, Methods.Method> methods() {
    return Map.of(
        "playlist_add", this::add,
        "playlist_remove", this::remove,
        "playlist_move", this::move,
        "playlist_clear", this::clear,
        "playlist_get", _ -> Results.now(playlist()));
  }

  private CompletionStage<@Nullable Object> add(Params params) {
    TrackId id = params.trackId();
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    library.lookUp(
        id,
        found -> {
          if (found.isPresent()) {
            radio.add(id);
            answer.complete(playlist());
          } else {
            answer.completeExceptionally(new Refusal(Problem.noSuchTrack(id.hex())));
          }
        });
    return answer;
  }

  private CompletionStage<@Nullable Object> remove(Params params) {
    radio.remove(inPlaylist(params));
    return Results.now(playlist());
  }

  private CompletionStage<@Nullable Object> move(Params params) {
    TrackId id = inPlaylist(params);
    int last = radio.status().playOrder().size() - 1;
    radio.move(id, (int) params.requiredNumber("index", 0, last));
    return Results.now(playlist());
  }

  private CompletionStage<@Nullable Object> clear(Params params) {
    radio.clearPlayOrder();
    return Results.now(playlist());
  }

  private TrackId inPlaylist(Params params) {
    TrackId id = params.trackId();
    if (!radio.status().playOrder().contains(id)) {
      throw new Refusal(Problem.noSuchTrack(id.hex()));
    }
    return id;
  }

  private Map<String, Object> playlist() {
    return Map.of("tracks", radio.status().playOrder().stream().map(TrackId::hex).toList());
  }
}
