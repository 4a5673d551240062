package lofi.app;

import com.google.inject.AbstractModule;
import lofi.audio.EffectSettings;
import lofi.generation.GenerationSettings;
import lofi.library.LibrarySettings;
import lofi.musicgen.ModelSettings;
import lofi.playback.PlaybackSettings;
import lofi.radio.PrefetchSettings;
import lofi.radio.RadioSettings;
import lofi.settings.UiSettings;
import lofi.settings.UserSettings;

/// The user's options, as they were when the host started.
final class SettingsModule extends AbstractModule {
  private final UserSettings settings;

  SettingsModule(UserSettings settings) {
    this.settings = settings;
  }

  @Override
  protected void configure() {
    bind(ModelSettings.class).toInstance(settings.model());
    bind(GenerationSettings.class).toInstance(settings.generation());
    bind(PrefetchSettings.class).toInstance(settings.prefetch());
    bind(RadioSettings.class).toInstance(settings.radio());
    bind(PlaybackSettings.class).toInstance(settings.playback());
    bind(EffectSettings.class).toInstance(settings.effects());
    bind(LibrarySettings.class).toInstance(settings.library());
    bind(UiSettings.class).toInstance(settings.ui());
  }
}
