package lofi.editor;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import lofi.nvim.FloatContent;
import lofi.nvim.Floats;
import lofi.nvim.Line;
import lofi.nvim.Neovim;
import lofi.weights.Catalogue;
import lofi.weights.CatalogueModel;

/// `:Lofi model [list|info|install|verify|remove|convert|cancel]`: neural models on disk.
public final class ModelCommand implements Command {
  private static final String ASK = "require('lofi.ask').before(...)";
  private static final String WHOLE_PATH = "return vim.fn.fnamemodify(..., ':p')";
  private static final String USUAL_MODEL = "musicgen-small";
  private static final Set<String> TAKES_NO_NAME = Set.of("list", "cancel");

  private final ModelWork work;
  private final ModelJobs jobs;
  private final Neovim neovim;
  private final UserMessages messages;
  private final FloatPlace shown;

  @Inject
  ModelCommand(
      ModelWork work, ModelJobs jobs, Floats floats, Neovim neovim, UserMessages messages) {
    this.work = work;
    this.jobs = jobs;
    this.shown = new FloatPlace(floats);
    this.neovim = neovim;
    this.messages = messages;
  }

  @Override
  public String name() {
    return "model";
  }

  @Override
  public void run(Arguments arguments) {
    String deed = arguments.first().orElse("list");
    List<String> names = arguments.rest().words();
    if (!names.isEmpty() && TAKES_NO_NAME.contains(deed)) {
      throw Refusal.invalidRequest(
          ":Lofi model %s takes no argument".formatted(deed), "See :help :Lofi-model.");
    }
    switch (deed) {
      case "list" -> show(List.of("list"));
      case "info" -> show(withNames("info", names));
      case "install" -> askToInstall(only(names).orElse(USUAL_MODEL));
      case "verify" ->
          only(names)
              .ifPresentOrElse(
                  name -> withWholePath(name, jobs::verify), () -> jobs.verify(modelInUse()));
      case "remove" -> askToRemove(only(names).orElseThrow(ModelCommand::noName));
      case "convert" -> convert(names);
      case "cancel" -> jobs.breakOff();
      default ->
          throw Refusal.invalidRequest(
              "There is no :Lofi model " + Excerpt.of(arguments.text(), 20),
              "There are list, info, install, verify, remove, convert and cancel.");
    }
  }

  private static Optional<String> only(List<String> names) {
    if (names.size() > 1) {
      throw Refusal.invalidRequest(
          "One model at a time, not " + String.join(" ", names), "See :Lofi model list.");
    }
    return names.stream().findFirst();
  }

  private static Refusal noName() {
    return Refusal.invalidRequest("A model's name is missing", "See :Lofi model list.");
  }

  private String modelInUse() {
    return work.inUse()
        .orElseThrow(() ->
            new Refusal(
                new Problem(
                    Problem.MODEL_NOT_FOUND,
                    "No model is installed",
                    "Run :Lofi model install, or name the folder of a model.")));
  }

  private static List<String> withNames(String word, List<String> names) {
    List<String> words = new ArrayList<>(List.of(word));
    words.addAll(names);
    return words;
  }

  /// Shows in a float what the model program says.
  private void show(List<String> words) {
    var _ = work.begin(words, (_, _, _) -> {}).result().thenAccept(this::show);
  }

  private void show(ModelWork.Result result) {
    if (!result.isDone()) {
      messages.tell(new Problem(Problem.MODEL_NOT_FOUND, result.problem(), ""));
      return;
    }
    List<Line> lines = new ArrayList<>();
    jobs.status().ifPresent(status -> lines.add(Line.plain(" " + status)));
    result.lines().forEach(line -> lines.add(Line.plain(" " + line).wrappedAt(3)));
    lines.add(Line.EMPTY);
    lines.add(KeyLine.of("q", "close"));
    shown.open(new FloatContent("lofi models", lines), List.of(), () -> {});
  }

  private void askToInstall(String name) {
    CatalogueModel model =
        Catalogue.find(name)
            .orElseThrow(() ->
                Refusal.invalidRequest(
                    "The catalogue has no model " + Excerpt.of(name, 30),
                    "See :Lofi model info for those that it has."));
    String question =
        String.format(
            Locale.ROOT,
            "Install %s: %,d MB from %s, licence %s?",
            model.title(),
            model.bytes() / 1_000_000,
            model.repository(),
            model.licence());
    neovim.runLua(ASK, question, "model_install", Map.of("name", name));
  }

  private void askToRemove(String name) {
    neovim.runLua(ASK, "Delete the model " + name + "?", "model_remove", Map.of("name", name));
  }

  private void convert(List<String> names) {
    if (names.size() != 2) {
      throw Refusal.invalidRequest(
          "A conversion goes from a folder with safetensors into a new one",
          "Type :Lofi model convert SOURCE TARGET.");
    }
    String target = names.get(1);
    String place = isPath(target) ? target : work.folder().resolve(target).toString();
    withWholePath(
        names.get(0), source -> withWholePath(place, whole -> jobs.convert(source, whole)));
  }

  /// The host's own folder is not the one where the user works.
  private void withWholePath(String nameOrPath, Consumer<String> action) {
    if (isPath(nameOrPath)) {
      messages.tellFailure(
          neovim
              .lua(WHOLE_PATH, nameOrPath)
              .thenAccept(path -> action.accept(String.valueOf(path)))
              .thenApply(_ -> null));
    } else {
      action.accept(nameOrPath);
    }
  }

  private static boolean isPath(String nameOrPath) {
    return nameOrPath.startsWith("~") || nameOrPath.contains("/");
  }
}
