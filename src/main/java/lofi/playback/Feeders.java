package lofi.playback;

import java.util.concurrent.Executor;

/// Gives each feeder a thread to run on.
interface Feeders {
  /// @param isSynthesised whether the source is made while it is read, or may have to be: that is
  ///   long work, while a file is read in an instant
  void start(Feeder feeder, boolean isSynthesised);

  /// Who makes what was changed while it played anew.
  Executor retakes();
}
