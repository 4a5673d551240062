package lofi.library;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import lofi.audio.PcmSource;
import lofi.audio.SixteenBit;
import lofi.audio.WavFormat;

/// Reads a 16-bit WAV file from front to back.
///
/// It keeps the file open, so that the piece plays to its end even if it is deleted meanwhile.
final class WavSource implements PcmSource {
  /// Room for chunks that other programs put before the samples.
  private static final int LONGEST_HEAD_BYTES = 64 * 1024;

  private final FileChannel file;
  private final WavFormat format;
  private final ByteBuffer bytes;
  private long framesLeft;

  private WavSource(FileChannel file, WavFormat format, ByteBuffer bytes) {
    this.file = file;
    this.format = format;
    this.bytes = bytes;
    this.framesLeft = format.lengthFrames();
  }

  static WavSource open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      ByteBuffer head = WavFormat.littleEndian(LONGEST_HEAD_BYTES);
      fill(file, head);
      head.flip();
      return new WavSource(file, WavFormat.read(head), head);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public int sampleRate() {
    return format.sampleRate();
  }

  @Override
  public int channels() {
    return format.channels();
  }

  @Override
  public long lengthFrames() {
    return format.lengthFrames();
  }

  @Override
  public int read(float[] interleaved, int frames) throws IOException {
    if (framesLeft > 0 && bytes.remaining() < format.bytesPerFrame()) {
      refill();
    }
    int ready = bytes.remaining() / format.bytesPerFrame();
    int count = (int) Math.min(Math.min(frames, ready), framesLeft);
    if (count == 0) {
      return OVER;
    }
    for (int i = 0; i < count * format.channels(); i++) {
      interleaved[i] = SixteenBit.toFloat(bytes.getShort());
    }
    framesLeft -= count;
    return count;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // Nothing was written, so nothing can be lost.
    }
  }

  private void refill() throws IOException {
    bytes.compact();
    fill(file, bytes);
    bytes.flip();
  }

  private static void fill(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining() && file.read(bytes) > 0) {
      // A read may stop short of the end.
    }
  }
}
