package lofi.playback;

import java.util.concurrent.Executor;

/// Gives each feeder a thread to run on.
interface Feeders {
  void start(Feeder feeder, boolean isEndless);

  /// Who makes what was changed while it played anew.
  Executor retakes();
}
