package lofi.library.opus;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import lofi.audio.PcmSource;
import org.gagravarr.ogg.OggFile;
import org.gagravarr.ogg.OggPacket;
import org.gagravarr.ogg.OggPacketReader;
import org.gagravarr.opus.OpusInfo;
import org.jspecify.annotations.Nullable;

/// Reads Ogg Opus from front to back at 48 kHz, without what the encoder added at either end.
///
/// It keeps the file open, so that the piece plays to its end even if it is deleted meanwhile.
public final class OpusSource implements PcmSource {
  /// Opus may put 120 ms into one packet.
  private static final int MOST_FRAMES = OpusFile.SAMPLE_RATE * 120 / 1_000;

  private static final int LARGEST_PAGE_BYTES = 65_307;
  private static final int PAGE_HEADER_BYTES = 27;
  private static final int GRANULE_OFFSET = 6;
  private static final int OGGS = 'O' | 'g' << 8 | 'g' << 16 | 'S' << 24;

  private final Path path;
  private final InputStream file;
  private final OggPacketReader packets;
  private final OpusDecoder decoder;
  private final int channels;
  private final long lengthFrames;
  private final short[] decoded;
  private int decodedFrames;
  private int position;
  private long framesLeft;

  private OpusSource(Path path, InputStream file, OggPacketReader packets, OpusInfo head, long end)
      throws IOException, OpusException {
    this.path = path;
    this.file = file;
    this.packets = packets;
    this.channels = head.getNumChannels();
    require(channels == 1 || channels == 2, "it has " + channels + " channels");
    this.decoder = new OpusDecoder(OpusFile.SAMPLE_RATE, channels);
    this.decoded = new short[MOST_FRAMES * channels];
    this.lengthFrames = end - head.getPreSkip();
    require(lengthFrames > 0, "its lengths contradict each other");
    this.framesLeft = lengthFrames;
    skip(head.getPreSkip());
  }

  public static OpusSource open(Path path) throws IOException {
    long end = lastGranule(path);
    InputStream file = new BufferedInputStream(Files.newInputStream(path));
    // The libraries meet damaged data with exceptions of many kinds.
    try {
      OggPacketReader packets = new OggFile(file).getPacketReader();
      var head = new OpusInfo(next(packets));
      next(packets); // its tags
      return new OpusSource(path, file, packets, head, end);
    } catch (OpusException | RuntimeException e) {
      file.close();
      throw new IOException(path + " is not Ogg Opus", e);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public int sampleRate() {
    return OpusFile.SAMPLE_RATE;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public long lengthFrames() {
    return lengthFrames;
  }

  @Override
  public int read(float[] interleaved, int frames) throws IOException {
    if (framesLeft == 0 || !hasDecoded()) {
      return OVER;
    }
    int count = (int) Math.min(Math.min(frames, decodedFrames - position), framesLeft);
    for (int i = 0; i < count * channels; i++) {
      interleaved[i] = decoded[position * channels + i] / OpusFile.FULL_SCALE;
    }
    position += count;
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

  private void skip(int frames) throws IOException {
    for (int left = frames; left > 0 && hasDecoded(); ) {
      int skipped = Math.min(left, decodedFrames - position);
      position += skipped;
      left -= skipped;
    }
  }

  /// Decodes the next packet if the last is used up.
  ///
  /// @return false at the end of the file
  private boolean hasDecoded() throws IOException {
    if (position < decodedFrames) {
      return true;
    }
    OggPacket packet = packets.getNextPacket();
    if (packet == null) {
      return false;
    }
    try {
      byte[] data = packet.getData();
      decodedFrames = decoder.decode(data, 0, data.length, decoded, 0, MOST_FRAMES, false);
      position = 0;
      return decodedFrames > 0;
    } catch (OpusException | RuntimeException e) {
      throw new IOException(path + " is damaged", e);
    }
  }

  private static OggPacket next(OggPacketReader packets) throws IOException {
    @Nullable OggPacket packet = packets.getNextPacket();
    if (packet == null) {
      throw new IOException("Not an Opus file of ours: it is too short");
    }
    return packet;
  }

  /// Where the stream ends, in audio frames from the first that was coded, as its last page says.
  private static long lastGranule(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      long from = Math.max(0, file.size() - LARGEST_PAGE_BYTES);
      ByteBuffer tail =
          ByteBuffer.allocate((int) (file.size() - from)).order(ByteOrder.LITTLE_ENDIAN);
      while (tail.hasRemaining() && file.read(tail, from + tail.position()) > 0) {
        // A read may stop short of the end.
      }
      for (int i = tail.position() - PAGE_HEADER_BYTES; i >= 0; i--) {
        if (tail.getInt(i) == OGGS) {
          return tail.getLong(i + GRANULE_OFFSET);
        }
      }
      throw new IOException("Not an Opus file of ours: it has no pages");
    }
  }

  private static void require(boolean holds, String complaint) throws IOException {
    if (!holds) {
      throw new IOException("Not an Opus file of ours: " + complaint);
    }
  }
}
