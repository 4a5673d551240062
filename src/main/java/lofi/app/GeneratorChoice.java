package lofi.app;

import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import lofi.editor.UserMessages;
import lofi.generation.GenerationQueue;
import lofi.generation.TrackGenerator;
import lofi.musicgen.InstalledModels;
import lofi.musicgen.ModelSettings;
import lofi.musicgen.ModelSettings.Backend;
import lofi.musicgen.ModelWorker;
import lofi.musicgen.MusicGenGenerator;
import lofi.musicgen.installed.ModelFolder;
import lofi.musicgen.installed.ModelFolder.Search;

/// Decides who makes tracks: MusicGen if the user wants it or has its weights, else the composer.
///
/// Owned by `lofi-control`; it looks at the disk elsewhere. Where there is no folder with models,
/// nothing of MusicGen is loaded.
final class GeneratorChoice {
  private static final Logger LOG = System.getLogger("lofi.app");

  private final ModelSettings settings;
  private final GenerationQueue queue;
  private final TrackGenerator composer;
  private final ModelWorker worker;
  private final UserMessages messages;
  private final ControlThread control;
  private final Executor disk = Threads.diskTasks();
  private Optional<Path> model = Optional.empty();
  private List<String> names = List.of();
  private Runnable whenChosen = () -> {};

  /// What the disk says.
  private record Found(Search search, List<String> names) {}

  @Inject
  GeneratorChoice(
      ModelSettings settings,
      GenerationQueue queue,
      TrackGenerator composer,
      ModelWorker worker,
      UserMessages messages,
      ControlThread control) {
    this.settings = settings;
    this.queue = queue;
    this.composer = composer;
    this.worker = worker;
    this.messages = messages;
    this.control = control;
  }

  /// Chooses now, and tells `listener` of this choice and of later ones.
  void choose(Runnable listener) {
    whenChosen = listener;
    choose();
  }

  /// Looks at the disk and chooses; what the user wishes meanwhile waits for that.
  void choose() {
    if (settings.backend() != Backend.PROCEDURAL) {
      queue.chooseGenerator();
      disk.execute(() -> {
        Optional<Found> found = lookOrGiveUp();
        control.execute(() -> choose(found));
      });
    }
  }

  /// The folder of the model that makes tracks.
  Optional<Path> model() {
    return model;
  }

  /// The names of all models that lay there at the last look.
  List<String> names() {
    return names;
  }

  /// Wishes wait for the answer, so there is one whatever happens.
  private Optional<Found> lookOrGiveUp() {
    try {
      return look();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Nobody can see which models there are", e);
      return Optional.empty();
    }
  }

  /// Nothing where the user may have no model and has none.
  private Optional<Found> look() {
    Path weights = settings.weightsPath();
    if (settings.backend() == Backend.AUTO && !Files.isDirectory(weights)) {
      return Optional.empty();
    }
    return Optional.of(
        new Found(InstalledModels.best(weights, settings.quantization()), namesIn(weights)));
  }

  private static List<String> namesIn(Path weights) {
    try (Stream<Path> children = Files.list(weights)) {
      return children
          .filter(Files::isDirectory)
          .map(child -> String.valueOf(child.getFileName()))
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of(); // then there is nothing to offer
    }
  }

  private void choose(Optional<Found> found) {
    names = found.map(Found::names).orElse(List.of());
    Optional<Search> search = found.map(Found::search);
    model = search.flatMap(GeneratorChoice::folder);
    boolean isWanted = settings.backend() == Backend.MUSICGEN || model.isPresent();
    queue.use(search.filter(_ -> isWanted).map(this::musicGen).orElse(composer));
    whenChosen.run();
  }

  private static Optional<Path> folder(Search search) {
    return search instanceof Search.Found(ModelFolder model)
        ? Optional.of(model.folder())
        : Optional.empty();
  }

  private TrackGenerator musicGen(Search search) {
    return new MusicGenGenerator(
        settings, search, worker, news -> control.execute(() -> messages.tell(news)));
  }
}
