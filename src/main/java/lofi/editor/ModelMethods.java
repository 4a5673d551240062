package lofi.editor;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is done to models when the user has said yes.
public final class ModelMethods implements Methods.Group {
  private final ModelJobs jobs;

  @Inject
  ModelMethods(ModelJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public Map<String, Methods.Method> methods() {
    return Map.of(
        "model_install", params -> begin(params, jobs::install),
        "model_remove", params -> begin(params, jobs::remove));
  }

  private static CompletionStage<@Nullable Object> begin(Params params, Consumer<String> deed) {
    deed.accept(params.requiredText("name"));
    return Results.now(Map.of());
  }
}
