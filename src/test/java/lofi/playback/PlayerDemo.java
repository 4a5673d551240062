package lofi.playback;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import lofi.audio.PcmSource;
import lofi.playback.output.JavaSound;
import lofi.playback.output.OutputStatus;

/// A player to be driven from a terminal, one word a line: `play`, `pause`, `resume`, `skip`,
/// `stop`, `volume 0.5`, `device NAME`, `position`. It ends when its input does. Its argument is
/// what to do when a device disappears: `PAUSE` or `FOLLOW`.
final class PlayerDemo implements PlayerListener {
  private final Executor control = Executors.newSingleThreadExecutor(daemons("lofi-control"));
  private final Player player;

  private PlayerDemo(PlaybackSettings.OnDeviceLoss onDeviceLoss) {
    JavaSound.warmUp(daemons("lofi-warm-up"));
    var threads =
        new PlaybackThreads(
            daemons("lofi-audio"),
            daemons("lofi-output"),
            daemons("lofi-render"),
            Thread.ofVirtual().name("lofi-disk-", 1).factory());
    player = new DeckPlayer(Stage.settings(onDeviceLoss), new JavaSound(), threads, control);
    player.addListener(this);
  }

  public static void main(String[] args) throws IOException {
    var demo = new PlayerDemo(PlaybackSettings.OnDeviceLoss.valueOf(args[0]));
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    say("ready");
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ", 2);
      demo.control.execute(() -> demo.obey(words[0], words.length > 1 ? words[1] : ""));
    }
    CompletableFuture.runAsync(demo.player::close, demo.control).join();
    say("closed");
  }

  @Override
  public void started(PcmSource source) {
    say("started");
  }

  @Override
  public void ended(PcmSource source, Ending ending) {
    say("ended " + ending);
  }

  @Override
  public void outputChanged(OutputStatus status) {
    say("output " + status);
  }

  @Override
  public void pausedByDeviceLoss() {
    say("paused by device loss");
  }

  private void obey(String word, String argument) {
    switch (word) {
      case "play" -> player.play(FakeSource.smooth(0.5f, PcmSource.ENDLESS));
      case "pause" -> player.pause();
      case "resume" -> player.resume();
      case "skip" ->
          player.crossfadeAt(FakeSource.smooth(0.5f, PcmSource.ENDLESS), 0, Duration.ofSeconds(1));
      case "stop" -> player.stop();
      case "volume" -> player.setVolume(Double.parseDouble(argument));
      case "device" ->
          player
              .selectDevice(Optional.of(argument))
              .thenAccept(isThere -> say("device " + isThere));
      case "devices" -> player.devices().thenAccept(list -> say("devices " + list));
      case "position" -> say("position " + player.positionFrames());
      case "allocated" -> say("allocated " + allocatedByAudio());
      case "underruns" -> say("underruns " + player.underruns());
      default -> say("unknown " + word);
    }
  }

  private static long allocatedByAudio() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("lofi-audio"))
        .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.threadId()))
        .sum();
  }

  private static void say(String line) {
    System.out.println(line);
  }

  private static ThreadFactory daemons(String name) {
    return Thread.ofPlatform().daemon().name(name).factory();
  }
}
