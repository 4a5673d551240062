package lofi.app;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import lofi.generation.GenerationQueue;
import lofi.generation.GenerationSettings;
import lofi.generation.TrackGenerator;
import lofi.library.Library;
import lofi.library.LibrarySettings;

/// Tracks: how they are made and where they are kept.
final class LibraryModule extends AbstractModule {
  @Provides
  @Singleton
  Library library(LibrarySettings settings, InstantSource clock, ControlThread control) {
    return new Library(settings, clock, Threads.diskTasks(), control);
  }

  @Provides
  @Singleton
  GenerationQueue queue(
      Library library,
      TrackGenerator generator,
      GenerationSettings settings,
      ControlThread control,
      RandomGenerator seeds) {
    return new GenerationQueue(
        library,
        generator,
        settings,
        Executors.newSingleThreadExecutor(Threads.generate()),
        control,
        System::nanoTime,
        seeds);
  }
}
