package lofi.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ShortBuffer;
import org.jspecify.annotations.Nullable;

/// Reads a compressed file from front to back, packet by packet, and leaves out what the encoder
/// added at either end.
///
/// It keeps the file open, so that the piece plays to its end even if it is deleted meanwhile.
public abstract class PacketSource implements PcmSource {
  private final Closeable file;
  private final int sampleRate;
  private final int channels;
  private final long lengthFrames;
  private ShortBuffer decoded = ShortBuffer.allocate(0);
  private long framesLeft;

  /// @param file what `close` closes
  /// @param lengthFrames how many audio frames went into the encoder
  protected PacketSource(Closeable file, int sampleRate, int channels, long lengthFrames) {
    this.file = file;
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.lengthFrames = lengthFrames;
    this.framesLeft = lengthFrames;
  }

  /// Decodes the next packet to interleaved 16-bit samples.
  ///
  /// @return null at the end of the file
  protected abstract @Nullable ShortBuffer decodeNext() throws IOException;

  /// Leaves out the next `frames` audio frames.
  protected final void skip(int frames) throws IOException {
    int left = frames * channels;
    while (left > 0 && decodeIfUsedUp()) {
      int skipped = Math.min(left, decoded.remaining());
      decoded.position(decoded.position() + skipped);
      left -= skipped;
    }
  }

  @Override
  public final int sampleRate() {
    return sampleRate;
  }

  @Override
  public final int channels() {
    return channels;
  }

  @Override
  public final long lengthFrames() {
    return lengthFrames;
  }

  @Override
  public final int read(float[] interleaved, int frames) throws IOException {
    if (framesLeft == 0 || !decodeIfUsedUp()) {
      return OVER;
    }
    int ready = decoded.remaining() / channels;
    int count = (int) Math.min(Math.min(frames, ready), framesLeft);
    for (int i = 0; i < count * channels; i++) {
      interleaved[i] = SixteenBit.toFloat(decoded.get());
    }
    framesLeft -= count;
    return count;
  }

  @Override
  public final void close() {
    try {
      file.close();
    } catch (IOException e) {
      // Nothing was written, so nothing can be lost.
    }
  }

  /// Decodes the next packet if the last is used up; false at the end of the file.
  private boolean decodeIfUsedUp() throws IOException {
    if (!decoded.hasRemaining()) {
      ShortBuffer next = decodeNext();
      decoded = next == null ? ShortBuffer.allocate(0) : next;
    }
    return decoded.hasRemaining();
  }
}
