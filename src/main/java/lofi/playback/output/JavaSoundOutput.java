package lofi.playback.output;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import lofi.audio.RealTime;

/// A sound card behind `javax.sound.sampled`, fed with 16-bit samples.
///
/// The line starts when half its buffer is full (or 100 ms are there), or playback might begin with
/// a gap. When the device or its server dies, nothing tells but a short write.
@RealTime
final class JavaSoundOutput implements AudioOutput {
  private static final int BYTES_PER_FRAME = 4;
  private static final int LARGEST_BLOCK_FRAMES = 2_048;

  private final SourceDataLine line;
  private final Dither dither = new Dither();
  private final byte[] bytes = new byte[LARGEST_BLOCK_FRAMES * BYTES_PER_FRAME];
  private final int capacityFrames;
  private int framesBeforeStart;

  private JavaSoundOutput(SourceDataLine line, int sampleRate) {
    this.line = line;
    this.capacityFrames = line.getBufferSize() / BYTES_PER_FRAME;
    this.framesBeforeStart = Math.min(capacityFrames / 2, sampleRate / 10);
  }

  static AudioFormat format(int sampleRate) {
    return new AudioFormat(sampleRate, 16, 2, true, false);
  }

  static JavaSoundOutput open(SourceDataLine line, int sampleRate, int bufferMillis)
      throws LineUnavailableException {
    line.open(format(sampleRate), sampleRate * bufferMillis / 1_000 * BYTES_PER_FRAME);
    return new JavaSoundOutput(line, sampleRate);
  }

  /// Plays a moment of silence, with which a sound server first learns of the stream.
  void announce() {
    write(new float[2 * LARGEST_BLOCK_FRAMES], Math.min(LARGEST_BLOCK_FRAMES, capacityFrames / 2));
    startWhenFilled(framesBeforeStart);
  }

  @Override
  public int write(float[] interleaved, int frames) {
    dither.toBytes(interleaved, 2 * frames, bytes);
    int written = line.write(bytes, 0, frames * BYTES_PER_FRAME) / BYTES_PER_FRAME;
    if (framesBeforeStart > 0) {
      startWhenFilled(written);
    }
    return written;
  }

  @Override
  public int latencyFrames() {
    return capacityFrames - line.available() / BYTES_PER_FRAME;
  }

  @Override
  public int capacityFrames() {
    return capacityFrames;
  }

  @Override
  public void close() {
    line.close();
  }

  private void startWhenFilled(int frames) {
    framesBeforeStart -= frames;
    if (framesBeforeStart <= 0) {
      line.start();
    }
  }
}
