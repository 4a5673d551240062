package lofi.library.opus;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import lofi.audio.PacketSource;
import org.gagravarr.ogg.OggFile;
import org.gagravarr.ogg.OggPacket;
import org.gagravarr.ogg.OggPacketReader;
import org.gagravarr.opus.OpusInfo;
import org.jspecify.annotations.Nullable;

/// Reads Ogg Opus from front to back at 48 kHz, without what the encoder added at either end.
public final class OpusSource extends PacketSource {
  /// Opus may put 120 ms into one packet.
  private static final int MOST_FRAMES = OpusFile.SAMPLE_RATE * 120 / 1_000;

  private static final int LARGEST_PAGE_BYTES = 65_307;
  private static final int PAGE_HEADER_BYTES = 27;
  private static final int GRANULE_OFFSET = 6;
  private static final int OGGS = 'O' | 'g' << 8 | 'g' << 16 | 'S' << 24;

  private final Path path;
  private final OggPacketReader packets;
  private final OpusDecoder decoder;
  private final short[] decoded;

  private OpusSource(
      Path path, InputStream file, OggPacketReader packets, int channels, long lengthFrames)
      throws OpusException {
    super(file, OpusFile.SAMPLE_RATE, channels, lengthFrames);
    this.path = path;
    this.packets = packets;
    this.decoder = new OpusDecoder(OpusFile.SAMPLE_RATE, channels);
    this.decoded = new short[MOST_FRAMES * channels];
  }

  public static OpusSource open(Path path) throws IOException {
    long end = lastGranule(path);
    InputStream file = new BufferedInputStream(Files.newInputStream(path));
    // The libraries meet damaged data with exceptions of many kinds.
    try {
      return open(path, file, end);
    } catch (OpusException | RuntimeException e) {
      file.close();
      throw new IOException(path + " is not Ogg Opus", e);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static OpusSource open(Path path, InputStream file, long end)
      throws IOException, OpusException {
    OggPacketReader packets = new OggFile(file).getPacketReader();
    var head = new OpusInfo(next(packets));
    next(packets); // its tags
    int channels = head.getNumChannels();
    require(channels == 1 || channels == 2, "it has " + channels + " channels");
    long lengthFrames = end - head.getPreSkip();
    require(lengthFrames > 0, "its lengths contradict each other");
    OpusSource source = new OpusSource(path, file, packets, channels, lengthFrames);
    source.skip(head.getPreSkip());
    return source;
  }

  @Override
  protected @Nullable ShortBuffer decodeNext() throws IOException {
    OggPacket packet = packets.getNextPacket();
    if (packet == null) {
      return null;
    }
    try {
      byte[] data = packet.getData();
      int frames = decoder.decode(data, 0, data.length, decoded, 0, MOST_FRAMES, false);
      return ShortBuffer.wrap(decoded, 0, frames * channels());
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
