package lofi.app;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.random.RandomGenerator;
import lofi.audio.EffectSettings;
import lofi.generation.GenerationQueue;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator;
import lofi.generation.TrackGenerator;
import lofi.generation.TrackReplayer;
import lofi.library.Library;
import lofi.playback.Player;
import lofi.radio.PrefetchSettings;
import lofi.radio.Radio;
import lofi.radio.RadioSettings;
import lofi.radio.Ticker;

/// What plays next.
final class RadioModule extends AbstractModule {
  @Provides
  @Singleton
  Radio radio(
      Player player,
      Library library,
      GenerationQueue queue,
      StreamGenerator stream,
      TrackGenerator composer,
      RadioSettings settings,
      PrefetchSettings prefetch,
      Ticker ticker,
      RandomGenerator seeds,
      StemGains faders,
      TrackReplayer replayer,
      EffectSettings effects) {
    var radio =
        new Radio(
            player, library, queue, stream, composer, settings, prefetch, ticker, seeds, faders,
            replayer);
    radio.configure(effects);
    return radio;
  }

  /// Draws seeds where the user gives none; the only chance in the program.
  @Provides
  @Singleton
  RandomGenerator seeds() {
    return RandomGenerator.getDefault();
  }
}
