package lofi.playback;

import lofi.audio.PcmSource;
import lofi.playback.output.OutputStatus;

/// Hears on `lofi-control` what the player did.
public interface PlayerListener {
  /// The first audio frame of `source` was played.
  default void started(PcmSource source) {}

  /// `source` will not sound again and is closed; told once for each source, heard or not.
  default void ended(PcmSource source, Ending ending) {}

  /// The sound goes elsewhere now, or into nothing; `status` says why.
  default void outputChanged(OutputStatus status) {}

  /// The device was lost and the user wants silence then; the player is paused.
  default void pausedByDeviceLoss() {}
}
