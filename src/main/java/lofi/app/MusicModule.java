package lofi.app;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator;
import lofi.generation.TrackGenerator;
import lofi.generation.TrackReplayer;
import lofi.music.Composer;
import lofi.music.Openings;

/// The composer, which makes both the endless stream and tracks.
final class MusicModule extends AbstractModule {
  private final Composer composer;
  private final Openings openings;
  private final StemGains faders;

  MusicModule(Composer composer, Openings openings, StemGains faders) {
    this.composer = composer;
    this.openings = openings;
    this.faders = faders;
  }

  @Override
  protected void configure() {
    bind(Composer.class).toInstance(composer);
    bind(Openings.class).toInstance(openings);
    bind(StreamGenerator.class).to(Openings.class);
    bind(TrackGenerator.class).to(Composer.class);
    bind(NextOpening.class).in(Singleton.class);
    bind(TrackReplayer.class).to(Composer.class);
    bind(StemGains.class).toInstance(faders);
  }
}
