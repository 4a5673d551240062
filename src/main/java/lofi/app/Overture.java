package lofi.app;

import lofi.generation.GenerationSettings;
import lofi.generation.SongStream;
import lofi.generation.StemGains;
import lofi.music.Composer;
import lofi.music.Openings;
import lofi.playback.Player;
import lofi.settings.UserSettings;

/// Lets the prepared opening of the next stream sound while the rest of the host is still wired.
///
/// The radio finds it playing when it hears what the user typed: it asks for the same stream and
/// gets this one, and a player goes on with what it plays.
final class Overture {
  private final GenerationSettings settings;
  private final Composer composer = new Composer();
  private final StemGains faders;
  private final Openings openings;
  private final Player player;

  /// @param faders of the composer's mix, as they should stand at the start
  Overture(UserSettings settings, StemGains faders, ControlThread control) {
    this.settings = settings.generation();
    this.faders = faders;
    openings = new Openings(composer, settings.library().dir());
    player = PlaybackModule.player(settings.playback(), control);
  }

  /// Begins to play if an opening is there.
  boolean begin() {
    SongStream stream = openings.begin(settings.prompt(), settings.seed(), faders);
    if (stream != null) {
      player.play(stream);
    }
    return stream != null;
  }

  PlaybackModule playback() {
    return new PlaybackModule(player);
  }

  MusicModule music() {
    return new MusicModule(composer, openings, faders);
  }
}
