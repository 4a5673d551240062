package lofi.playback;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;

/// What a sound card really played, from its monitor: the left channel at 48 kHz.
final class Recording implements AutoCloseable {
  private final Process recorder;
  private final Thread reader;
  private float[] samples = new float[1 << 20];
  private int length;

  private Recording(Process recorder) {
    this.recorder = recorder;
    this.reader = Thread.ofPlatform().daemon().start(this::readAll);
  }

  /// Begins, and returns once the first samples have come.
  static Recording of(SoundServer server, String sink) throws IOException, InterruptedException {
    var recording =
        new Recording(
            server.run(
                "parec",
                "-d",
                sink + ".monitor",
                "--format=float32le",
                "--rate=48000",
                "--channels=2",
                "--raw",
                "--latency-msec=10"));
    recording.waitForFrames(4_800);
    return recording;
  }

  synchronized int frames() {
    return length;
  }

  /// What was heard from frame `from` until now.
  synchronized float[] since(int from) {
    return Arrays.copyOfRange(samples, from, length);
  }

  /// Waits until something is heard after frame `from`.
  ///
  /// @return the frame of its beginning
  synchronized int waitForSound(int from, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      int begin = Hearing.beginOf(since(from));
      if (begin >= 0) {
        return from + begin;
      }
      wait(100);
    }
    throw new AssertionError("Nothing was heard within " + patience);
  }

  synchronized void waitForFrames(int frames) throws InterruptedException {
    while (length < frames) {
      wait(10_000);
    }
  }

  /// Lets that much more be recorded.
  void listenFor(Duration time) throws InterruptedException {
    waitForFrames(frames() + (int) (time.toMillis() * 48));
  }

  @Override
  public void close() {
    recorder.destroyForcibly();
    reader.interrupt();
  }

  private void readAll() {
    var bytes = new byte[8 * 480];
    try (InputStream stream = recorder.getInputStream()) {
      while (stream.readNBytes(bytes, 0, bytes.length) == bytes.length) {
        append(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
      }
    } catch (IOException e) {
      // The recorder was ended.
    }
  }

  private synchronized void append(ByteBuffer frames) {
    if (length + 480 > samples.length) {
      samples = Arrays.copyOf(samples, 2 * samples.length);
    }
    while (frames.hasRemaining()) {
      samples[length++] = frames.getFloat();
      frames.getFloat();
    }
    notifyAll();
  }
}
