package lofi.playback;

import java.util.Arrays;
import lofi.playback.output.AudioOutput;

/// A device without a clock: it takes each block at once and remembers what it heard.
final class FakeOutput implements AudioOutput {
  private final int capacityFrames;
  private float[] heard = new float[0];
  private int heardFrames;
  private boolean isBroken;
  private boolean isClosed;
  private boolean remembers = true;
  private boolean keepsCopies;
  private float[] copy = new float[0];

  FakeOutput(int capacityFrames) {
    this.capacityFrames = capacityFrames;
  }

  /// From now on it takes nothing, like a device whose cable was pulled.
  void breakDown() {
    isBroken = true;
  }

  void forgetWhatItHears() {
    remembers = false;
  }

  /// Makes it a careless device, which allocates on the audio thread.
  void keepACopyOfEachBlock() {
    keepsCopies = true;
  }

  /// The left channel of everything so far.
  float[] left() {
    return channel(0);
  }

  float[] right() {
    return channel(1);
  }

  float[] lastCopy() {
    return copy;
  }

  int heardFrames() {
    return heardFrames;
  }

  boolean isClosed() {
    return isClosed;
  }

  @Override
  public int write(float[] interleaved, int frames) {
    if (isBroken || isClosed) {
      return 0;
    }
    if (keepsCopies) {
      copy = interleaved.clone();
    }
    if (remembers) {
      heard = Arrays.copyOf(heard, Math.max(heard.length, roomFor(heardFrames + frames)));
      System.arraycopy(interleaved, 0, heard, 2 * heardFrames, 2 * frames);
    }
    heardFrames += frames;
    return frames;
  }

  @Override
  public int latencyFrames() {
    return 0;
  }

  @Override
  public int capacityFrames() {
    return capacityFrames;
  }

  @Override
  public void close() {
    isClosed = true;
  }

  private static int roomFor(int frames) {
    return Math.max(1 << 16, Integer.highestOneBit(2 * frames) * 2);
  }

  private float[] channel(int channel) {
    var samples = new float[heardFrames];
    for (int i = 0; i < heardFrames; i++) {
      samples[i] = heard[2 * i + channel];
    }
    return samples;
  }
}
