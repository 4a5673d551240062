package lofi.app;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator;
import lofi.generation.TrackGenerator;
import lofi.generation.TrackReplayer;
import lofi.music.Composer;

/// The composer, which makes both the endless stream and tracks.
final class MusicModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Composer.class).in(Singleton.class);
    bind(StreamGenerator.class).to(Composer.class);
    bind(TrackGenerator.class).to(Composer.class);
    bind(TrackReplayer.class).to(Composer.class);
    bind(StemGains.class).toInstance(new StemGains());
  }
}
