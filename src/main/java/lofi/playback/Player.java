package lofi.playback;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import lofi.audio.PcmSource;
import lofi.playback.output.OutputDevice;
import lofi.playback.output.OutputStatus;

/// Plays one `PcmSource` after another on the sound card, without a gap between them.
///
/// Every method belongs to `lofi-control` and returns at once. The player owns each source that it
/// is given: it reads it on a thread of its own, closes it, and tells its end exactly once. Frames
/// are audio frames of 48 kHz, whatever the rate of the source.
public interface Player extends AutoCloseable {
  /// Audio frames a second of everything that is mixed, and of every position told here.
  int SAMPLE_RATE = 48_000;

  /// Tells `listener` on `lofi-control` what happens from now on.
  void addListener(PlayerListener listener);

  /// Plays `source` as soon as its first moments are there; what sounded before fades out.
  ///
  /// A join that was waiting is given up, and a pause ends. The source that plays plays on.
  void play(PcmSource source);

  /// Lets `source` join when the current one reaches `frame`, both sounding together for `fade`.
  ///
  /// A frame that has passed means now. The fade is cut as `CrossfadeLength` says. When nothing
  /// plays, the source starts at once; a join that was still waiting is given up for this one. The
  /// current source ends when its fade is over. A pause holds a waiting join, too.
  void crossfadeAt(PcmSource source, long frame, Duration fade);

  /// Lets `source` join so that the fade is over just when the current one ends.
  void crossfadeAtEnd(PcmSource source, Duration fade);

  /// Fades to silence and stays where it is. Does nothing when nothing plays.
  void pause();

  /// Goes on after a pause.
  void resume();

  /// Fades to silence and lets go of everything, a waiting join included.
  void stop();

  /// @param volume from 0 (silent) to 1; the gain, a linear factor
  void setVolume(double volume);

  /// Takes over changed options; a changed buffer holds from the next time the device is opened.
  void reconfigure(PlaybackSettings settings);

  /// A `LiveSource` that was given to the player has changed, which should be heard soon: without
  /// this, it is noticed when more of it is read.
  void sourcesChanged();

  PlayerState state();

  /// The frame of the current source that is heard now, or 0 when there is none.
  ///
  /// The current source is the newest that has started to sound, also while the old one still
  /// fades.
  long positionFrames();

  /// The root mean square of what was mixed last, from 0 to 1.
  float level();

  /// How often the music came too late and silence was played in its place.
  long underruns();

  /// Where the sound goes now.
  OutputStatus output();

  /// The sound devices that can be chosen; completes on `lofi-control`.
  CompletionStage<List<OutputDevice>> devices();

  /// Sends the sound to the device of that name, or to where the system wants it when empty.
  ///
  /// Completes on `lofi-control`: with true once the sound goes there, with false when there is no
  /// such device, and then nothing has changed.
  CompletionStage<Boolean> selectDevice(Optional<String> name);

  /// The name of the device that was chosen; empty for the system's default.
  Optional<String> chosenDevice();

  /// Fades out and gives the device back; waits for that, at most 300 ms.
  @Override
  void close();
}
