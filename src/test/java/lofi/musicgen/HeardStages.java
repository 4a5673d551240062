package lofi.musicgen;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import lofi.musicgen.protocol.Stage;

/// The stages of workers as the host's log tells them, each in the moment it is told.
final class HeardStages extends Handler {
  private static final Logger LOG = Logger.getLogger("lofi.musicgen");

  private final List<Stage> heard = new CopyOnWriteArrayList<>();
  private final Map<Stage, Runnable> reactions = new EnumMap<>(Stage.class);

  static HeardStages listen() {
    HeardStages stages = new HeardStages();
    LOG.setLevel(Level.FINE);
    LOG.addHandler(stages);
    return stages;
  }

  /// Reacts to the next time only.
  void onEntry(Stage stage, Runnable reaction) {
    reactions.put(stage, reaction);
  }

  int count(Stage stage) {
    return Collections.frequency(heard, stage);
  }

  @Override
  public void publish(LogRecord line) {
    for (Stage stage : Stage.values()) {
      if (line.getMessage().endsWith(" is " + stage.doing())) {
        heard.add(stage);
        Runnable reaction = reactions.remove(stage);
        if (reaction != null) {
          reaction.run();
        }
      }
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOG.removeHandler(this);
    LOG.setLevel(null);
  }
}
