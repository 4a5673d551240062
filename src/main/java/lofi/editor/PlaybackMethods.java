package lofi.editor;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import lofi.library.Library;
import lofi.library.TrackId;
import lofi.playback.Player;
import lofi.radio.Radio;
import org.jspecify.annotations.Nullable;

/// What plays, how loud, and where to.
public final class PlaybackMethods implements Methods.Group {
  /// As the option `playback.crossfade_sec`.
  private static final double LONGEST_CROSSFADE_SEC = 60;

  private final Radio radio;
  private final Player player;
  private final Library library;

  @Inject
  PlaybackMethods(Radio radio, Player player, Library library) {
    this.radio = radio;
    this.player = player;
    this.library = library;
  }

  @Override
  public Map<String, Methods.Method> methods() {
    return Map.ofEntries(
        Map.entry("toggle", _ -> transport(radio::toggle)),
        Map.entry("play", this::play),
        Map.entry("pause", _ -> transport(radio::pause)),
        Map.entry("resume", _ -> transport(radio::resume)),
        Map.entry("stop", _ -> transport(radio::stop)),
        Map.entry("skip", _ -> transport(radio::skip)),
        Map.entry("volume_set", this::setVolume),
        Map.entry("volume_get", _ -> Results.now(volume())),
        Map.entry("crossfade_set", this::setCrossfade),
        Map.entry("audio_devices", _ -> devices()),
        Map.entry("audio_device_set", this::selectDevice));
  }

  private CompletionStage<@Nullable Object> transport(Runnable action) {
    action.run();
    return Results.now(state());
  }

  private CompletionStage<@Nullable Object> play(Params params) {
    Optional<TrackId> id = params.optionalTrackId();
    if (id.isEmpty()) {
      return transport(radio::play);
    }
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    library.lookUp(
        id.get(),
        found -> {
          if (found.isPresent()) {
            radio.play(id.get());
            answer.complete(state());
          } else {
            answer.completeExceptionally(new Refusal(Problem.noSuchTrack(id.get().hex())));
          }
        });
    return answer;
  }

  private CompletionStage<@Nullable Object> setVolume(Params params) {
    radio.setVolume(params.requiredNumber("level", 0, 1));
    return Results.now(volume());
  }

  private CompletionStage<@Nullable Object> setCrossfade(Params params) {
    double seconds = params.requiredNumber("duration_sec", 0, LONGEST_CROSSFADE_SEC);
    radio.setCrossfade(Duration.ofMillis(Math.round(seconds * 1000)));
    return Results.now(Map.of("duration_sec", seconds));
  }

  private CompletionStage<@Nullable Object> devices() {
    return player
        .devices()
        .thenApply(devices -> {
          Map<String, @Nullable Object> form = new LinkedHashMap<>();
          form.put("current", KnownDevices.current(player.output(), devices));
          form.put("available", WireForms.of(devices));
          return form;
        });
  }

  private CompletionStage<@Nullable Object> selectDevice(Params params) {
    String name = params.requiredText("device");
    return player
        .selectDevice(Optional.of(name))
        .thenCompose(isThere ->
            isThere
                ? Results.now(Map.of("device", name))
                : player
                    .devices()
                    .thenCompose(devices -> Results.refused(Problem.noSuchDevice(name, devices))));
  }

  private Map<String, Object> state() {
    return Map.of("state", radio.status().state().name().toLowerCase(Locale.ROOT));
  }

  private Map<String, Object> volume() {
    return Map.of("level", radio.status().volume());
  }
}
