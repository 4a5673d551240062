package lofi.editor;

import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The methods of the RPC contract, by name.
public final class Methods {
  /// One method: takes its parameters, on `lofi-control`, and completes there.
  @FunctionalInterface
  public interface Method {
    /// @throws Refusal when the parameters make no sense, or what they name is not there
    CompletionStage<@Nullable Object> call(Params params);
  }

  /// Methods that belong together, because they use the same part of the program.
  public interface Group {
    Map<String, Method> methods();
  }

  private final Map<String, Method> byName = new HashMap<>();

  @Inject
  Methods(Set<Group> groups) {
    groups.forEach(group -> byName.putAll(group.methods()));
  }

  CompletionStage<@Nullable Object> call(String name, Params params) {
    Method method = byName.get(name);
    if (method == null) {
      throw new Refusal(Problem.noSuchMethod(name));
    }
    return method.call(params);
  }
}
