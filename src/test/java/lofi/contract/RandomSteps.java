package lofi.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Sequences of steps as a user, scripts and time would bring them: mostly sensible ones, in a mood
/// that changes from sequence to sequence.
public final class RandomSteps {
  private static final double ILLEGAL_SHARE = 0.06;
  private static final List<String> PROMPTS = List.of("rain", "sun", "snow", "night");
  private static final List<Double> SECONDS = List.of(24.0, 25.5, 40.0);
  private static final List<List<String>> PRESETS =
      List.of(List.of("rainy day, mellow"), List.of("coffee shop", "late night coding"));

  private final RandomGenerator random;
  private final DocumentModel model;
  private final int makingWeight;
  private final int playingWeight;

  private RandomSteps(RandomGenerator random, DocumentModel model) {
    this.random = random;
    this.model = model;
    this.makingWeight = 1 + random.nextInt(6);
    this.playingWeight = 1 + random.nextInt(6);
  }

  public static List<Step> draw(RandomGenerator random, boolean isNeural, int length) {
    DocumentModel model = new DocumentModel(isNeural);
    RandomSteps steps = new RandomSteps(random, model);
    List<Step> drawn = new ArrayList<>();
    while (drawn.size() < length) {
      Step step = steps.next();
      if (model.allows(step)) {
        model.take(step);
        drawn.add(step);
      }
    }
    return drawn;
  }

  private Step next() {
    if (random.nextDouble() < ILLEGAL_SHARE) {
      return illegal();
    }
    int mood = random.nextInt(makingWeight + playingWeight + 2);
    if (mood < makingWeight) {
      return making();
    }
    return mood < makingWeight + playingWeight ? playing() : other();
  }

  private Step making() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> generate();
      case 4, 5, 6 -> new Step.TrackIsMade();
      case 7 -> new Step.TrackFails();
      case 8 -> about("queue_cancel", model.waiting());
      default ->
          random.nextInt(4) == 0
              ? call("queue_clear")
              : model
                  .made()
                  .<Step>map(id -> call("queue_cancel", Map.of("track_id", id, "force", true)))
                  .orElseGet(this::generate);
    };
  }

  private Step playing() {
    return switch (random.nextInt(16)) {
      case 0 -> call("toggle");
      case 1, 2 -> about("play", model.tracks());
      case 3 -> call("play");
      case 4 -> call("pause");
      case 5 -> call("resume");
      case 6 -> call("stop");
      case 7, 8 -> call("skip");
      case 9, 10 -> about("playlist_add", model.tracks());
      case 11 -> about("playlist_remove", model.playOrder());
      case 12 -> random.nextInt(3) == 0 ? call("playlist_clear") : call("playlist_get");
      case 13 -> new Step.BarsAreHeard();
      default -> new Step.PieceIsHeard();
    };
  }

  private Step other() {
    return switch (random.nextInt(10)) {
      case 0 -> call("volume_set", Map.of("level", random.nextInt(101) / 100.0));
      case 1 -> call("volume_get");
      case 2 -> call("crossfade_set", Map.of("duration_sec", random.nextInt(7) / 2.0));
      case 3 -> call("audio_devices");
      case 4 -> call("audio_device_set", Map.of("device", oneOf(DocumentModel.DEVICES)));
      case 5, 6 ->
          call(
              "prefetch_config",
              Map.of(
                  "enabled",
                  random.nextInt(4) > 0,
                  "strategy",
                  oneOf(List.of("same_prompt", "preset_cycle", "random_preset")),
                  "presets",
                  oneOf(PRESETS)));
      case 7 -> about("cache_delete", model.tracks());
      case 8 -> random.nextInt(4) == 0 ? call("cache_clear") : call("cache_stats");
      default -> call("status");
    };
  }

  /// Few prompts, seeds and lengths, so that many a request is one of before.
  private Step generate() {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("prompt", oneOf(PROMPTS));
    params.put("duration_sec", oneOf(SECONDS));
    if (random.nextInt(5) > 0) {
      params.put("seed", random.nextInt(3));
    }
    if (random.nextInt(4) == 0) {
      params.put("priority", "high");
    }
    return call("generate", params);
  }

  private Step illegal() {
    return switch (random.nextInt(9)) {
      case 0 -> call("play", Map.of("track_id", "0000dead"));
      case 1 -> call("playlist_add", Map.of("track_id", "0000dead"));
      case 2 -> call("cache_delete", Map.of("track_id", "0000dead"));
      case 3 -> call("volume_set", Map.of("level", 1 + random.nextInt(1, 100)));
      case 4 -> call("generate", Map.of("prompt", "rain", "duration_sec", 0));
      case 5 -> call("generate", Map.of("prompt", "rain", "priority", "urgent"));
      case 6 -> call("audio_device_set", Map.of("device", "Radio"));
      case 7 -> call("sing");
      default ->
          model
              .made()
              .map(id -> call("queue_cancel", Map.of("track_id", id)))
              .orElseGet(() -> call("queue_cancel", Map.of("track_id", "0000dead")));
    };
  }

  /// A call about one of the tracks; when there is none, a track is asked for.
  private Step about(String method, List<Object> tracks) {
    return tracks.isEmpty() ? generate() : call(method, Map.of("track_id", oneOf(tracks)));
  }

  private static Step call(String method) {
    return call(method, Map.of());
  }

  private static Step call(String method, Map<String, Object> params) {
    return new Step.Call(method, params);
  }

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
