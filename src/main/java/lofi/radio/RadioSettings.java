package lofi.radio;

import java.time.Duration;

/// How the radio goes from piece to piece; from the option table `playback`.
///
/// @param volume from 0 to 1
/// @param loop whether the play order begins again after its last track
/// @param crossfade how long two pieces sound together; zero for none
/// @param autoPlay whether a track that the user asked for is played when it is ready
public record RadioSettings(double volume, boolean loop, Duration crossfade, boolean autoPlay) {
  public RadioSettings {
    if (!(volume >= 0 && volume <= 1)) {
      throw new IllegalArgumentException("A volume lies between 0 and 1, unlike " + volume);
    }
    if (crossfade.isNegative()) {
      throw new IllegalArgumentException("A crossfade cannot last " + crossfade);
    }
  }

  RadioSettings withVolume(double changed) {
    return new RadioSettings(changed, loop, crossfade, autoPlay);
  }

  RadioSettings withCrossfade(Duration changed) {
    return new RadioSettings(volume, loop, changed, autoPlay);
  }
}
