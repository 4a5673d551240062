package lofi.editor;

import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import lofi.generation.Cancellation;
import lofi.generation.GenerationQueue;
import lofi.generation.GenerationRequest.Priority;
import lofi.generation.Prompt;
import lofi.generation.Submission;
import lofi.generation.TrackWish;
import lofi.library.TrackId;
import lofi.radio.PrefetchSettings;
import lofi.radio.Radio;
import org.jspecify.annotations.Nullable;

/// Making tracks, and the queue of those that will be made.
public final class GenerationMethods implements Methods.Group {
  private final Radio radio;
  private final GenerationQueue queue;
  private final PromptHistory prompts;

  @Inject
  GenerationMethods(Radio radio, GenerationQueue queue, PromptHistory prompts) {
    this.radio = radio;
    this.queue = queue;
    this.prompts = prompts;
  }

  @Override
  public Map<String, Methods.Method> methods() {
    return Map.of(
        "generate",
        this::generate,
        "keep",
        _ -> keep(),
        "prefetch_config",
        this::configurePrefetch,
        "queue_status",
        _ -> Results.now(queueStatus()),
        "queue_cancel",
        this::cancel,
        "queue_clear",
        _ -> clear());
  }

  private CompletionStage<@Nullable Object> generate(Params params) {
    TrackWish wish =
        new TrackWish(
            params.text("prompt"),
            params.number("duration_sec"),
            params.whole("seed"),
            priority(params));
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    radio.generate(
        wish,
        submission -> {
          prompts.remember(wish, submission);
          answer(answer, submission);
        });
    return answer;
  }

  private CompletionStage<@Nullable Object> keep() {
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    radio.keep(submission -> answer(answer, submission));
    return answer;
  }

  private static void answer(CompletableFuture<@Nullable Object> answer, Submission submission) {
    switch (submission) {
      case Submission.Queued(var id, var position, var seed) -> {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("track_id", id.hex());
        form.put("status", "queued");
        form.put("position", position);
        form.put("seed", seed);
        answer.complete(form);
      }
      case Submission.Cached(var track) -> {
        Map<String, @Nullable Object> form = WireForms.of(track);
        form.put("status", "cached");
        answer.complete(form);
      }
      case Submission.Rejected(var code, var reason, var advice) ->
          answer.completeExceptionally(new Refusal(new Problem(code.name(), reason, advice)));
    }
  }

  private static Priority priority(Params params) {
    return switch (params.text("priority").orElse("normal")) {
      case "normal" -> Priority.NORMAL;
      case "high" -> Priority.HIGH;
      default ->
          throw Refusal.invalidRequest(
              "A priority is \"normal\" or \"high\", not \""
                  + params.requiredText("priority")
                  + "\"",
              "Leave it out for \"normal\".");
    };
  }

  /// Changes what is named and leaves the rest as it is.
  private CompletionStage<@Nullable Object> configurePrefetch(Params params) {
    PrefetchSettings before = radio.prefetchSettings();
    try {
      PrefetchSettings after =
          new PrefetchSettings(
              params.flag("enabled").orElse(before.enabled()),
              params.text("strategy").map(GenerationMethods::strategy).orElse(before.strategy()),
              params.texts("presets").map(GenerationMethods::presets).orElse(before.presets()),
              (int) params.whole("trigger_percent").orElse(before.triggerPercent()));
      radio.configure(after);
      return Results.now(WireForms.of(after));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalidRequest(
          String.valueOf(e.getMessage()), "See :help lofi-prefetch.enabled for what there is.");
    }
  }

  private static PrefetchSettings.Strategy strategy(String name) {
    return Arrays.stream(PrefetchSettings.Strategy.values())
        .filter(strategy -> WireForms.word(strategy).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no strategy " + name));
  }

  private static List<Prompt> presets(List<String> texts) {
    return texts.stream().map(Prompt::new).toList();
  }

  private CompletionStage<@Nullable Object> cancel(Params params) {
    TrackId id = params.trackId();
    boolean force = params.flag("force").orElse(false);
    return switch (queue.cancel(id, force)) {
      case Cancellation.Accepted _ -> Results.now(Map.of("cancelled", true, "track_id", id.hex()));
      case Cancellation.InProgress _ -> Results.refused(Problem.generationInProgress(id.hex()));
      case Cancellation.NotQueued _ -> Results.refused(Problem.notQueued(id.hex()));
    };
  }

  private CompletionStage<@Nullable Object> clear() {
    int cleared = queue.status().pending().size();
    queue.clear();
    return Results.now(Map.of("cleared", cleared));
  }

  private Map<String, @Nullable Object> queueStatus() {
    return WireForms.of(queue.status(), radio.status().isPrefetching());
  }
}
