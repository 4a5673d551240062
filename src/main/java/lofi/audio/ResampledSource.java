package lofi.audio;

import java.io.IOException;
import java.util.Arrays;

/// A source at another sample rate: as long as the original to the frame, and in step with it.
public final class ResampledSource implements PcmSource {
  private static final int CHUNK_FRAMES = 1_024;

  private final PcmSource original;
  private final int sampleRate;
  private final PolyphaseResampler[] resamplers;
  private final float[] input;
  private final float[][] output;

  private long inputFrames;
  private long outputFrames;
  private int lateFrames;
  private int ready;
  private int taken;
  private boolean isInputOver;

  private ResampledSource(PcmSource original, int sampleRate) {
    this.original = original;
    this.sampleRate = sampleRate;
    this.resamplers = new PolyphaseResampler[original.channels()];
    resamplers[0] = new PolyphaseResampler(original.sampleRate(), sampleRate);
    for (int c = 1; c < resamplers.length; c++) {
      resamplers[c] = resamplers[0].twin();
    }
    this.input = new float[CHUNK_FRAMES * original.channels()];
    this.output = new float[original.channels()][resamplers[0].roomFor(CHUNK_FRAMES)];
    this.lateFrames = Math.toIntExact(atNewRate(PolyphaseResampler.delaySamples()));
  }

  /// `original` itself when it has that rate already.
  public static PcmSource at(int sampleRate, PcmSource original) {
    return original.sampleRate() == sampleRate
        ? original
        : new ResampledSource(original, sampleRate);
  }

  /// How many audio frames so many become at another rate; the last may be begun only.
  public static long frames(long original, int from, int to) {
    return Math.ceilDiv(original * to, (long) from);
  }

  @Override
  public int sampleRate() {
    return sampleRate;
  }

  @Override
  public int channels() {
    return original.channels();
  }

  @Override
  public long lengthFrames() {
    return original.lengthFrames() == ENDLESS ? ENDLESS : atNewRate(original.lengthFrames());
  }

  @Override
  public int read(float[] interleaved, int frames) throws IOException {
    while (taken == ready) {
      if (isInputOver && outputFrames >= atNewRate(inputFrames)) {
        return OVER;
      }
      refill();
    }
    return hand(interleaved, Math.min(frames, ready - taken));
  }

  @Override
  public void close() {
    original.close();
  }

  private void refill() throws IOException {
    int frames = isInputOver ? OVER : original.read(input, CHUNK_FRAMES);
    if (frames == OVER) {
      isInputOver = true;
      frames = CHUNK_FRAMES;
      Arrays.fill(input, 0);
    } else {
      inputFrames += frames;
    }
    resample(frames);
  }

  private void resample(int frames) {
    for (int c = 0; c < resamplers.length; c++) {
      ready = resamplers[c].process(input, c, resamplers.length, frames, output[c]);
    }
    taken = Math.min(lateFrames, ready);
    lateFrames -= taken;
    if (isInputOver) {
      ready = (int) Math.min(ready, taken + atNewRate(inputFrames) - outputFrames);
    }
  }

  private int hand(float[] interleaved, int frames) {
    for (int c = 0; c < output.length; c++) {
      for (int i = 0; i < frames; i++) {
        interleaved[i * output.length + c] = output[c][taken + i];
      }
    }
    taken += frames;
    outputFrames += frames;
    return frames;
  }

  private long atNewRate(long frames) {
    return frames(frames, original.sampleRate(), sampleRate);
  }
}
