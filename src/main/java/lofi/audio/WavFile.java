package lofi.audio;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A WAV file while it is written; only `finish` makes it whole.
///
/// Samples are rounded to 16 bits without dither: lofi carries its own noise far above the last
/// bit, and this way the same music always gives the same bytes.
public final class WavFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final FileChannel file;
  private final int sampleRate;
  private final int channels;
  private final ByteBuffer bytes = WavFormat.littleEndian(BUFFER_BYTES);
  private long samples;
  private double sumOfSquares;

  private WavFile(FileChannel file, int sampleRate, int channels) {
    this.file = file;
    this.sampleRate = sampleRate;
    this.channels = channels;
  }

  public static WavFile create(Path path, int sampleRate, int channels) throws IOException {
    FileChannel file = FileChannel.open(path, CREATE, TRUNCATE_EXISTING, WRITE);
    WavFile wav = new WavFile(file, sampleRate, channels);
    wav.bytes.put(new WavFormat(sampleRate, channels, 0).header());
    return wav;
  }

  public void write(float[] interleaved, int frames) throws IOException {
    for (int i = 0; i < frames * channels; i++) {
      if (bytes.remaining() < WavFormat.BYTES_PER_SAMPLE) {
        flush();
      }
      short sample = SixteenBit.of(interleaved[i]);
      bytes.putShort(sample);
      sumOfSquares += (double) sample * sample;
    }
    samples += (long) frames * channels;
  }

  /// Completes the header and waits until the disk has everything.
  public void finish() throws IOException {
    flush();
    WavFormat whole = new WavFormat(sampleRate, channels, samples * WavFormat.BYTES_PER_SAMPLE);
    file.position(0);
    writeAll(whole.header());
    file.force(true);
  }

  public long lengthFrames() {
    return samples / channels;
  }

  public int sampleRate() {
    return sampleRate;
  }

  public int channels() {
    return channels;
  }

  /// The root of the mean square in dBFS; silence counts as one step of 16 bits.
  public double rmsDb() {
    double meanSquare = Math.max(1, sumOfSquares / Math.max(1, samples));
    return 10 * Math.log10(meanSquare / (SixteenBit.FULL_SCALE * SixteenBit.FULL_SCALE));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /// Leaves nothing in memory of what was written.
  public void flush() throws IOException {
    writeAll(bytes.flip());
    bytes.clear();
  }

  private void writeAll(ByteBuffer whole) throws IOException {
    while (whole.hasRemaining()) {
      file.write(whole);
    }
  }
}
