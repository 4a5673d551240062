package lofi.playback;

import java.time.Duration;
import java.util.Optional;

/// The user's options for playing.
///
/// @param volume from 0 to 1
/// @param crossfade how long two tracks sound together; zero for none
/// @param bufferMillis how much sound waits in the device: more hides longer stalls, less reacts
///   sooner to pause and stop
/// @param stereo false plays both channels as one
/// @param device the name of the wanted device; empty for the system's default
public record PlaybackSettings(
    double volume,
    Duration crossfade,
    int bufferMillis,
    boolean stereo,
    OnDeviceLoss onDeviceLoss,
    Optional<String> device) {

  /// What to do when a chosen device or a headset disappears.
  public enum OnDeviceLoss {
    /// Fall silent, so that nobody else in the room hears it.
    PAUSE,

    /// Go on where the system sends the sound now.
    FOLLOW
  }

  public PlaybackSettings {
    if (!(volume >= 0 && volume <= 1)) {
      throw new IllegalArgumentException("A volume lies between 0 and 1, unlike " + volume);
    }
    if (crossfade.isNegative()) {
      throw new IllegalArgumentException("A crossfade cannot last " + crossfade);
    }
    if (bufferMillis < 20 || bufferMillis > 2_000) {
      throw new IllegalArgumentException(
          "A device buffer lasts 20 to 2,000 ms, not " + bufferMillis);
    }
  }
}
