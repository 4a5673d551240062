package lofi.playback;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import lofi.playback.PlaybackSettings.OnDeviceLoss;

/// A player with everything around it, in which the test is the only thread.
final class Stage {
  final FakeSoundSystem sounds = new FakeSoundSystem();
  final DeckPlayer player;

  private final Queue<Runnable> control = new ArrayDeque<>();
  private final List<Feeder> feeders = new ArrayList<>();
  private final Queue<Runnable> retakes = new ArrayDeque<>();
  private boolean isStarving;
  private long nowNanos = 1;

  Stage() {
    this(settings(OnDeviceLoss.PAUSE));
  }

  Stage(PlaybackSettings settings) {
    player =
        new DeckPlayer(
            settings,
            sounds,
            new Feeders() {
              @Override
              public void start(Feeder feeder, boolean isSynthesised) {
                feeders.add(feeder);
              }

              @Override
              public Executor retakes() {
                return retakes::add;
              }
            },
            control::add);
  }

  static PlaybackSettings settings(OnDeviceLoss onDeviceLoss) {
    return new PlaybackSettings(
        1, Duration.ofSeconds(2), 200, true, onDeviceLoss, Optional.empty());
  }

  FakeOutput output() {
    return sounds.output();
  }

  /// Makes anew what was changed.
  void retake() {
    for (Runnable task = retakes.poll(); task != null; task = retakes.poll()) {
      task.run();
    }
  }

  /// From now on no feeder brings anything.
  void starve() {
    isStarving = true;
  }

  void feedAgain() {
    isStarving = false;
  }

  /// Lets the audio thread play that many blocks; each lasts its time.
  void pullBlocks(int blocks) {
    for (int i = 0; i < blocks; i++) {
      feed();
      player.loop().turn();
      pass(Duration.ofNanos(AudioLoop.BLOCK_FRAMES * 1_000_000_000L / Player.SAMPLE_RATE));
    }
  }

  /// Like `pullBlocks`, in whole blocks that last at least as long as that.
  void pull(Duration time) {
    long frames = time.toMillis() * Player.SAMPLE_RATE / 1_000;
    pullBlocks((int) Math.ceilDiv(frames, AudioLoop.BLOCK_FRAMES));
  }

  /// Lets time go by in which only the other threads work.
  void pass(Duration time) {
    nowNanos += time.toNanos();
    player.keeper().step(nowNanos);
    for (Runnable task = control.poll(); task != null; task = control.poll()) {
      task.run();
    }
  }

  void feed() {
    if (!isStarving) {
      feeders.forEach(Feeder::fill);
    }
  }

  /// What the left ear hears while the test does `something`.
  float[] heardWhile(Runnable something) {
    int before = output().heardFrames();
    something.run();
    return Arrays.copyOfRange(output().left(), before, output().heardFrames());
  }
}
