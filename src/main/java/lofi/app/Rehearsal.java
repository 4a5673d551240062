package lofi.app;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import lofi.generation.Prompt;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator;
import lofi.generation.StreamGenerator.StreamRequest;
import lofi.music.Composer;

/// Plays the first moments of some song to nobody.
///
/// Half of the time to the first sound goes into loading the composer's classes. Done here, beside
/// the wiring and on the other core, it is over when the user's song is composed.
final class Rehearsal implements Runnable {
  private static final Logger LOG = System.getLogger("lofi.app");
  private static final int QUARTER_OF_A_SECOND = 12_000;

  private final StreamGenerator composer = new Composer();

  @Override
  public void run() {
    StreamRequest someSong = new StreamRequest(new Prompt("lofi"), 1, 0);
    try (var stream = composer.open(someSong, new StemGains())) {
      var _ = stream.read(new float[2 * QUARTER_OF_A_SECOND], QUARTER_OF_A_SECOND);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The composer failed before anybody listened", e);
    }
  }
}
