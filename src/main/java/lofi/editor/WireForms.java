package lofi.editor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lofi.generation.GenerationEvent;
import lofi.generation.Prompt;
import lofi.generation.QueueStatus;
import lofi.library.Track;
import lofi.playback.output.OutputDevice;
import lofi.radio.PrefetchSettings;
import org.jspecify.annotations.Nullable;

/// The shapes in which records travel to Neovim, by the names of the RPC contract.
final class WireForms {
  private WireForms() {}

  static Map<String, @Nullable Object> of(Track track) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("track_id", track.id().hex());
    form.put("prompt", track.prompt());
    form.put("seed", track.seed());
    form.put("duration_sec", track.durationSec());
    form.put("path", track.path().toString());
    form.put("format", track.format().extension());
    form.put("sample_rate", track.sampleRate());
    form.put("created_at", track.createdAt().getEpochSecond());
    form.put("model_version", track.modelVersion());
    track
        .music()
        .ifPresent(music -> {
          form.put("bpm", music.bpm());
          form.put("key", music.key());
        });
    return form;
  }

  static Map<String, @Nullable Object> of(GenerationEvent.Progress progress) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    form.put("track_id", progress.trackId().hex());
    form.put("percent", progress.percent());
    form.put("tokens_generated", progress.tokensGenerated());
    form.put("tokens_estimated", progress.tokensEstimated());
    progress.etaSec().ifPresent(seconds -> form.put("eta_sec", seconds));
    return form;
  }

  static Map<String, @Nullable Object> of(GenerationEvent.Completed completed) {
    Map<String, @Nullable Object> form = of(completed.track());
    form.put("tokens_actual", completed.tokensActual());
    form.put("generation_time_sec", completed.generationTimeSec());
    return form;
  }

  static Map<String, @Nullable Object> of(GenerationEvent.Failed failed) {
    return Map.of(
        "track_id", failed.trackId().hex(),
        "code", failed.code().name(),
        "message", failed.message(),
        "advice", failed.advice(),
        "error", failed.message());
  }

  static Map<String, @Nullable Object> of(Problem problem) {
    return Map.of("code", problem.code(), "message", problem.message(), "advice", problem.advice());
  }

  /// @param prefetchPending whether what waits includes a track that the radio asked for
  static Map<String, @Nullable Object> of(QueueStatus queue, boolean prefetchPending) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    queue.current().ifPresent(active -> form.put("current", of(active)));
    form.put("pending", queue.pending().stream().map(WireForms::of).toList());
    form.put("prefetch_pending", prefetchPending);
    return form;
  }

  private static Map<String, @Nullable Object> of(QueueStatus.Active active) {
    return Map.of(
        "track_id", active.trackId().hex(),
        "prompt", active.prompt().text(),
        "percent", active.percent());
  }

  private static Map<String, @Nullable Object> of(QueueStatus.Pending pending) {
    return Map.of(
        "track_id", pending.trackId().hex(),
        "prompt", pending.prompt().text(),
        "position", pending.position());
  }

  static Map<String, @Nullable Object> of(PrefetchSettings settings) {
    return Map.of(
        "enabled", settings.enabled(),
        "strategy", word(settings.strategy()),
        "presets", settings.presets().stream().map(Prompt::text).toList(),
        "trigger_percent", settings.triggerPercent());
  }

  /// SAME_PROMPT is `same_prompt` on the wire.
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static List<Map<String, @Nullable Object>> of(List<OutputDevice> devices) {
    return devices.stream().map(WireForms::of).toList();
  }

  private static Map<String, @Nullable Object> of(OutputDevice device) {
    return Map.of(
        "name", device.name(),
        "is_default", device.isDefault(),
        "sample_rate", device.sampleRate());
  }
}
