package lofi.editor;

import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lofi.generation.GenerationQueue;
import lofi.generation.GeneratorInfo;
import lofi.generation.QueueStatus;
import lofi.library.Library;
import lofi.library.TrackId;
import lofi.playback.Player;
import lofi.radio.NowPlaying;
import lofi.radio.Radio;
import lofi.radio.RadioSettings;
import lofi.radio.RadioStatus;
import org.jspecify.annotations.Nullable;

/// The state of everything, gathered for the editor.
public final class StatusReport {
  /// How many tracks the editor offers when it completes an id.
  private static final int TRACKS_TO_OFFER = 100;

  private static final int PROMPTS_TO_OFFER = 30;

  private final Radio radio;
  private final GenerationQueue queue;
  private final Library library;
  private final Player player;
  private final StatuslineText statusline;
  private final KnownDevices devices;
  private final PromptHistory prompts;
  private final ModelWork models;
  private final RunningPosition position;
  private final InstantSource clock;

  @Inject
  StatusReport(
      Radio radio,
      GenerationQueue queue,
      Library library,
      Player player,
      StatuslineText statusline,
      KnownDevices devices,
      PromptHistory prompts,
      ModelWork models,
      RunningPosition position,
      InstantSource clock) {
    this.radio = radio;
    this.queue = queue;
    this.library = library;
    this.player = player;
    this.statusline = statusline;
    this.devices = devices;
    this.prompts = prompts;
    this.models = models;
    this.position = position;
    this.clock = clock;
  }

  /// The result of the method `status`.
  Map<String, @Nullable Object> status() {
    return status(radio.status());
  }

  /// What the editor remembers, so that its getters need not ask.
  Map<String, @Nullable Object> snapshot() {
    RadioStatus status = radio.status();
    position.isTold(status);
    Map<String, @Nullable Object> form = status(status);
    form.put("taken_at_ms", clock.millis());
    form.put("queue", WireForms.of(status.queue(), status.isPrefetching()));
    form.put("playlist", ids(status.playOrder()));
    form.put("tracks", ids(recentTracks()));
    form.put("devices", WireForms.of(devices.lastKnown()));
    form.put("prompts", prompts.newestFirst().stream().limit(PROMPTS_TO_OFFER).toList());
    form.put("models", models.lastKnown());
    form.put("statusline", statusline.of(status));
    form.put("settings", settings());
    return form;
  }

  /// Whether the snapshot that was taken last is wrong by now, although nothing has happened.
  boolean isOutOfDate() {
    return position.isWrong(radio.status());
  }

  private Map<String, @Nullable Object> status(RadioStatus status) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("playback", playback(status));
    form.put("generation", generation(status.queue()));
    form.put("stems", MixMethods.form(radio.mix()));
    form.put("queue_length", status.queue().pending().size());
    form.put("playlist_length", status.playOrder().size());
    form.put("cache_size_mb", library.stats().megabytes());
    form.put("audio_device", player.output().device());
    player.output().problem().ifPresent(problem -> form.put("audio_problem", problem));
    form.put("model", model());
    status.current().ifPresent(piece -> form.put("song", song(piece)));
    return form;
  }

  /// What the user may have changed by command since the options came, in the shape of the options
  /// (and the faders of the mix): the next host begins with it when this one crashes.
  private Map<String, @Nullable Object> settings() {
    RadioSettings now = radio.settings();
    return Map.of(
        "playback",
        Map.of("volume", now.volume(), "crossfade_sec", now.crossfade().toMillis() / 1000.0),
        "prefetch",
        WireForms.of(radio.prefetchSettings()),
        "audio",
        player.chosenDevice().map(name -> Map.of("device", name)).orElse(Map.of()),
        "stems",
        MixMethods.form(radio.mix()));
  }

  private static Map<String, @Nullable Object> playback(RadioStatus status) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("state", status.state().name().toLowerCase(Locale.ROOT));
    form.put("volume", status.volume());
    status
        .current()
        .ifPresent(piece -> {
          form.put("track_id", piece.trackId().hex());
          form.put("position_sec", status.positionSec());
          form.put("duration_sec", piece.durationSec());
        });
    return form;
  }

  private static Map<String, @Nullable Object> generation(QueueStatus queue) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("active", queue.current().isPresent());
    queue
        .current()
        .ifPresent(active -> {
          form.put("track_id", active.trackId().hex());
          form.put("percent", active.percent());
        });
    return form;
  }

  private Map<String, @Nullable Object> model() {
    GeneratorInfo info = queue.generator().info();
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("backend", info.backend());
    info.quantization().ifPresent(quantization -> form.put("quantization", quantization));
    form.put("device", info.device());
    form.put("model_version", queue.generator().modelVersion());
    return form;
  }

  private static Map<String, @Nullable Object> song(NowPlaying piece) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("prompt", piece.prompt());
    form.put("seed", piece.seed());
    piece.bpm().ifPresent(bpm -> form.put("bpm", bpm));
    piece.key().ifPresent(key -> form.put("key", key));
    form.put("style", piece.style());
    return form;
  }

  private List<TrackId> recentTracks() {
    return library.page(0, TRACKS_TO_OFFER).stream().map(track -> track.id()).toList();
  }

  private static Map<String, @Nullable Object> ids(List<TrackId> ids) {
    return Map.of("ids", ids.stream().map(TrackId::hex).toList());
  }
}
