package lofi.app;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import lofi.editor.ModelWork;
import lofi.musicgen.ModelJava;
import lofi.musicgen.ModelSettings;
import lofi.musicgen.ModelWorker;
import lofi.musicgen.WorkerLaunch;

/// MusicGen: the worker that makes tracks with it, and the programs that bring its weights.
final class ModelModule extends AbstractModule {
  /// After so long without a piece, the worker gives its memory back.
  private static final Duration WORKER_IDLE_TIME = Duration.ofMinutes(2);

  private final Optional<Path> logFile;

  ModelModule(Optional<Path> logFile) {
    this.logFile = logFile;
  }

  @Override
  protected void configure() {
    bind(GeneratorChoice.class).in(Singleton.class);
    bind(ModelWork.class).to(ModelPrograms.class).in(Singleton.class);
    bind(ModelPrograms.class);
  }

  @Provides
  @Singleton
  ModelJava java(ModelSettings settings) {
    return ModelJava.of(bundle(), settings.gpuJar());
  }

  @Provides
  @Singleton
  ModelWorker worker(ModelJava java) {
    return new ModelWorker(new WorkerLaunch(java, WORKER_IDLE_TIME, logFile));
  }

  /// Told by the launcher.
  static Path bundle() {
    return Path.of(System.getProperty("lofi.bundle", ".")).toAbsolutePath().normalize();
  }
}
