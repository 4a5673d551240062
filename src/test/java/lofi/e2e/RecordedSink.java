package lofi.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;

/// Listens to the sound card: records what its monitor plays, on the clock of `System.nanoTime()`.
///
/// Needs `scripts/with-test-audio`, which names the monitor in `LOFI_TEST_MONITOR`.
final class RecordedSink implements AutoCloseable {
  private static final double FRAME_NANOS = 1e9 / Sound.SAMPLE_RATE;
  private static final int FRAME_BYTES = Sound.CHANNELS * Float.BYTES;

  private final Process parec;

  // Guarded by this.
  private float[] samples = new float[1 << 20];
  private int filled;
  private double beganAt = Double.MAX_VALUE;

  static RecordedSink listen() throws Exception {
    var sink = new RecordedSink();
    assertTrue(sink.waitForFrames(1, Duration.ofSeconds(10)), "The sound card's monitor is silent");
    return sink;
  }

  private RecordedSink() throws IOException {
    parec =
        new ProcessBuilder(
                "parec",
                "--device=" + System.getenv("LOFI_TEST_MONITOR"),
                "--format=float32le",
                "--rate=" + Sound.SAMPLE_RATE,
                "--channels=" + Sound.CHANNELS,
                "--raw",
                "--latency-msec=10")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread.ofPlatform().daemon().name("recorded-sink").start(this::record);
  }

  /// How long after `sinceNanos` the first sound is heard.
  Duration timeToSound(long sinceNanos, Duration atMost) throws InterruptedException {
    int from = frameAt(sinceNanos);
    int step = Sound.SAMPLE_RATE / 100;
    for (int begin = from; begin - from < frames(atMost); begin += step) {
      int first = stretch(begin, step).firstAudibleFrame();
      if (first >= 0) {
        return duration(begin + first - from);
      }
    }
    throw new AssertionError("No sound within " + atMost.toMillis() + " ms");
  }

  /// How long after `sinceNanos` the last sound was heard, if all is silent from `atMost` on.
  Duration timeToSilence(long sinceNanos, Duration atMost) throws InterruptedException {
    int from = frameAt(sinceNanos);
    Sound heard = stretch(from, frames(atMost) + Sound.SAMPLE_RATE / 2);
    return duration(heard.lastAudibleFrame() + 1);
  }

  /// What is played from now on, for so long.
  Sound next(Duration length) throws InterruptedException {
    return since(System.nanoTime(), length);
  }

  /// What was and will be played from a moment on.
  Sound since(long sinceNanos, Duration length) throws InterruptedException {
    return stretch(frameAt(sinceNanos), frames(length));
  }

  private Sound stretch(int firstFrame, int frames) throws InterruptedException {
    int end = firstFrame + frames;
    boolean recorded = waitForFrames(end, duration(frames).plusSeconds(10));
    assertTrue(recorded, "The sound card stopped");
    synchronized (this) {
      return new Sound(
          Arrays.copyOfRange(samples, firstFrame * Sound.CHANNELS, end * Sound.CHANNELS));
    }
  }

  private synchronized int frameAt(long nanos) {
    return (int) Math.max(0, (nanos - beganAt) / FRAME_NANOS);
  }

  private synchronized boolean waitForFrames(int frames, Duration atMost)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (filled < frames * Sound.CHANNELS) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000 + 1);
    }
    return true;
  }

  private void record() {
    byte[] block = new byte[1 << 16];
    int rest = 0;
    try (InputStream in = parec.getInputStream()) {
      for (int read = in.read(block); read >= 0; read = in.read(block, rest, block.length - rest)) {
        int length = rest + read;
        int whole = length - length % FRAME_BYTES;
        append(ByteBuffer.wrap(block, 0, whole).order(ByteOrder.LITTLE_ENDIAN), System.nanoTime());
        rest = length - whole;
        System.arraycopy(block, whole, block, 0, rest);
      }
    } catch (IOException e) {
      // The recording was closed; whoever still waits for more fails.
    }
  }

  private synchronized void append(ByteBuffer block, long arrivedAt) {
    int added = block.remaining() / Float.BYTES;
    if (filled + added > samples.length) {
      samples = Arrays.copyOf(samples, samples.length * 2);
    }
    block.asFloatBuffer().get(samples, filled, added);
    filled += added;
    // A block comes after its last frame was played, never before, so the earliest tells best.
    int frames = filled / Sound.CHANNELS;
    beganAt = Math.min(beganAt, arrivedAt - frames * FRAME_NANOS);
    notifyAll();
  }

  private static int frames(Duration duration) {
    return (int) (duration.toNanos() / FRAME_NANOS);
  }

  private static Duration duration(int frames) {
    return Duration.ofNanos((long) (frames * FRAME_NANOS));
  }

  @Override
  public void close() {
    parec.destroy();
    parec.onExit().join();
  }
}
