package lofi.editor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lofi.contract.Answer;
import lofi.contract.DocumentModel;
import lofi.contract.Expected;
import lofi.contract.Step;
import lofi.contract.Told;

/// Takes a host and the document's model through the same steps, and finds where they differ.
final class Comparison {
  /// Where they differ, in words; `steps` are those that matter.
  record Difference(String what, List<Step> steps) {
    String report(long seed) {
      StringBuilder report = new StringBuilder("seed " + seed + ": " + what);
      steps.forEach(step -> report.append("\n    ").append(step));
      return report.toString();
    }
  }

  @FunctionalInterface
  interface Hosts {
    TestedHost open() throws Exception;
  }

  private final Hosts hosts;
  private final boolean isNeural;
  private int calls;
  private int refusals;

  Comparison(boolean isNeural, Hosts hosts) {
    this.isNeural = isNeural;
    this.hosts = hosts;
  }

  /// How many calls there were, and how many of them nobody should make.
  int calls() {
    return calls;
  }

  int refusals() {
    return refusals;
  }

  /// The first difference, with as few steps as show one.
  Optional<Difference> run(List<Step> steps) throws Exception {
    Optional<Difference> found = differenceIn(steps);
    return found.isEmpty() ? found : Optional.of(shrunk(found.get()));
  }

  private Difference shrunk(Difference found) throws Exception {
    Difference smallest = found;
    for (int size = smallest.steps().size() / 2; size > 0; size /= 2) {
      for (int from = 0; from + size <= smallest.steps().size(); ) {
        List<Step> fewer = new ArrayList<>(smallest.steps());
        fewer.subList(from, from + size).clear();
        Optional<Difference> still = differenceIn(fewer);
        if (still.isPresent()) {
          smallest = still.get();
        } else {
          from += size;
        }
      }
    }
    return smallest;
  }

  private Optional<Difference> differenceIn(List<Step> steps) throws Exception {
    try (TestedHost host = hosts.open()) {
      return new Run(host).through(steps);
    }
  }

  /// One host and one model.
  private final class Run {
    private final TestedHost host;
    private final DocumentModel model = new DocumentModel(isNeural);
    private final Expected expected = new Expected();
    private final List<Step> done = new ArrayList<>();

    Run(TestedHost host) {
      this.host = host;
    }

    Optional<Difference> through(List<Step> steps) throws Exception {
      for (Step step : steps) {
        if (model.allows(step) && isKnown(step)) {
          done.add(step);
          Optional<Difference> difference = differenceAfter(step);
          if (difference.isPresent()) {
            return difference;
          }
        }
      }
      return differenceInNews();
    }

    private Optional<Difference> differenceAfter(Step step) throws Exception {
      Answer promised = model.take(step);
      count(step, promised);
      Answer given = host.take(known(step));
      if (!isLike(promised, given)) {
        return difference(step + " promises " + promised + ", got " + given);
      }
      Map<String, Map<String, Object>> state = model.state();
      for (String getter : state.keySet()) {
        Map<?, ?> found = host.state(getter);
        if (!expected.fits(state.get(getter), found)) {
          return difference(
              "after "
                  + step
                  + ", "
                  + getter
                  + " promises "
                  + state.get(getter)
                  + ", got "
                  + found);
        }
      }
      return Optional.empty();
    }

    private boolean isLike(Answer promised, Answer given) {
      return switch (promised) {
        case Answer.Result(var fields) ->
            given instanceof Answer.Result(var found) && expected.fits(fields, found);
        case Answer.Refused _, Answer.Nothing _ -> promised.equals(given);
      };
    }

    private Optional<Difference> differenceInNews() throws Exception {
      List<Told> news = host.told();
      for (String subject : List.of("generation", "playback")) {
        List<Told> promised = model.told(subject);
        List<Told> told =
            news.stream()
                .filter(it -> it.event().startsWith(subject))
                .filter(it -> !it.event().equals("generation_progress"))
                .toList();
        for (int i = 0; i < Math.max(promised.size(), told.size()); i++) {
          if (i >= promised.size()
              || i >= told.size()
              || !promised.get(i).event().equals(told.get(i).event())
              || !expected.fits(promised.get(i).data(), told.get(i).data())) {
            return difference("promised are the events " + promised + ", told were " + told);
          }
        }
      }
      return Optional.empty();
    }

    private Optional<Difference> difference(String what) {
      return Optional.of(new Difference(what, List.copyOf(done)));
    }

    /// A step that was taken out may have been the only one that leads to a track.
    private boolean isKnown(Step step) {
      return !(known(step) instanceof Step.Call(_, var params))
          || params.values().stream().noneMatch(Expected.Unknown.class::isInstance);
    }

    private Step known(Step step) {
      if (step instanceof Step.Call(var method, var params)) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        params.forEach((name, value) -> resolved.put(name, expected.resolved(value)));
        return new Step.Call(method, resolved);
      }
      return step;
    }
  }

  private void count(Step step, Answer promised) {
    calls += step instanceof Step.Call ? 1 : 0;
    refusals += promised instanceof Answer.Refused ? 1 : 0;
  }
}
