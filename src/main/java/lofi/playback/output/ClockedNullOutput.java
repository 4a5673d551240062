package lofi.playback.output;

import java.util.concurrent.locks.LockSupport;
import lofi.audio.RealTime;

/// Plays into nothing at the pace of the clock, so that music and position run on without a device.
@RealTime
public final class ClockedNullOutput implements AudioOutput {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final int sampleRate;
  private final int capacityFrames;

  /// When the frame at which counting began was played; moves on after each standstill.
  private long startNanos;

  private long writtenFrames;
  private volatile boolean isClosed;

  public ClockedNullOutput(int sampleRate, int bufferMillis) {
    this.sampleRate = sampleRate;
    this.capacityFrames = sampleRate * bufferMillis / 1_000;
    this.startNanos = System.nanoTime();
  }

  @Override
  public int write(float[] interleaved, int frames) {
    if (latencyFrames() == 0) {
      countFromNow();
    }
    writtenFrames += frames;
    while (!isClosed && latencyFrames() > capacityFrames) {
      LockSupport.parkNanos(this, nanos(latencyFrames() - capacityFrames));
    }
    return frames;
  }

  @Override
  public int latencyFrames() {
    long passed = System.nanoTime() - startNanos;
    return (int) Math.max(0, writtenFrames - passed * sampleRate / NANOS_PER_SECOND);
  }

  @Override
  public int capacityFrames() {
    return capacityFrames;
  }

  @Override
  public void close() {
    isClosed = true;
  }

  /// Time that passed without sound is not caught up.
  private void countFromNow() {
    startNanos = System.nanoTime();
    writtenFrames = 0;
  }

  private long nanos(int frames) {
    return frames * NANOS_PER_SECOND / sampleRate;
  }
}
