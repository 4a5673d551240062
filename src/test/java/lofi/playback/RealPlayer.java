package lofi.playback;

import java.time.Duration;

/// The real player on its stage, for tests of those who use it.
public final class RealPlayer {
  private final Stage stage = new Stage();

  public Player player() {
    return stage.player;
  }

  public void advance(Duration time) {
    stage.pull(time);
  }

  /// Carries news from the audio thread to `lofi-control`.
  public void tellNews() {
    stage.pass(Duration.ZERO);
  }
}
