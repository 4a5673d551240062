package lofi.app;

import java.time.Duration;
import lofi.audio.PcmSource;
import lofi.generation.GenerationSettings;
import lofi.generation.SongStream;
import lofi.generation.StemGains;
import lofi.music.Composer;
import lofi.music.Openings;
import lofi.playback.Player;
import lofi.playback.PlayerListener;
import lofi.settings.UserSettings;
import org.jspecify.annotations.Nullable;

/// Lets the prepared opening of the next stream sound while the rest of the host is still wired.
///
/// The radio finds it playing when it hears what the user typed: it asks for the same stream and
/// gets this one, and a player goes on with what it plays.
final class Overture {
  /// A device that takes longer is no reason to keep the editor waiting.
  private static final Duration PATIENCE = Duration.ofMillis(150);

  private final GenerationSettings settings;
  private final Composer composer = new Composer();
  private final StemGains faders;
  private final Openings openings;
  private final Player player;
  private final ControlThread control;

  /// @param faders of the composer's mix, as they should stand at the start
  Overture(UserSettings settings, StemGains faders, ControlThread control) {
    this.settings = settings.generation();
    this.faders = faders;
    openings = new Openings(composer, settings.library().dir());
    player = PlaybackModule.player(settings.playback(), control);
    this.control = control;
  }

  void end() {
    player.close();
  }

  /// Begins to play if an opening is there.
  ///
  /// @param whenHeard is run as soon as it sounds, so that nothing takes the processor from it; or
  ///   after a while, if no sound comes
  /// @return false if there is none; then nobody is run
  boolean begin(Runnable whenHeard) {
    SongStream stream = openings.begin(settings.prompt(), settings.seed(), faders);
    if (stream == null) {
      return false;
    }
    var once = new Once(whenHeard);
    player.addListener(once);
    control.after(PATIENCE, once);
    player.play(stream);
    return true;
  }

  PlaybackModule playback() {
    return new PlaybackModule(player);
  }

  MusicModule music() {
    return new MusicModule(composer, openings, faders);
  }

  /// Runs something at the first sound, or sooner if it is told to; but once.
  private static final class Once implements PlayerListener, Runnable {
    private @Nullable Runnable waiting;

    Once(Runnable waiting) {
      this.waiting = waiting;
    }

    @Override
    public void started(PcmSource source) {
      run();
    }

    @Override
    public void run() {
      Runnable due = waiting;
      waiting = null;
      if (due != null) {
        due.run();
      }
    }
  }
}
