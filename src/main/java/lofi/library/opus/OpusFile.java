package lofi.library.opus;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import lofi.audio.PcmSource;
import lofi.audio.ResampledSource;
import lofi.audio.SixteenBit;
import org.gagravarr.ogg.OggFile;
import org.gagravarr.ogg.OggPacket;
import org.gagravarr.ogg.OggPacketWriter;
import org.gagravarr.opus.OpusInfo;
import org.gagravarr.opus.OpusTags;

/// Writes Ogg Opus (RFC 7845) at 48 kHz, the one rate at which Opus decodes.
///
/// An encoder delays what it gets. The head of the file says by how many audio frames, which a
/// player skips, and the last page says where the piece ends within the last packet: so as many
/// audio frames come out as went in, at the same places.
public final class OpusFile {
  public static final int SAMPLE_RATE = 48_000;

  static final int PACKET_FRAMES = SAMPLE_RATE / 50;

  private static final int BITS_PER_SECOND = 96_000;
  private static final int LARGEST_PACKET_BYTES = 1_275 * 3;
  private static final int PACKETS_PER_PAGE = 50;

  private final PcmSource source;
  private final OggPacketWriter pages;
  private final OpusEncoder encoder;
  private final short[] samples;
  private final float[] chunk;
  private final byte[] packet = new byte[LARGEST_PACKET_BYTES];

  private OpusFile(PcmSource source, OggPacketWriter pages) throws OpusException {
    int channels = source.channels();
    this.source = source;
    this.pages = pages;
    this.encoder = new OpusEncoder(SAMPLE_RATE, channels, OpusApplication.OPUS_APPLICATION_AUDIO);
    encoder.setBitrate(BITS_PER_SECOND);
    encoder.setSignalType(OpusSignal.OPUS_SIGNAL_MUSIC);
    this.samples = new short[PACKET_FRAMES * channels];
    this.chunk = new float[PACKET_FRAMES * channels];
  }

  /// Writes all of `original` and returns when the disk has it.
  ///
  /// @param isUnwanted is asked again and again; when it says yes, the work ends
  /// @throws IOException when there is no whole file; something may lie at `path` nevertheless
  public static void write(PcmSource original, Path path, BooleanSupplier isUnwanted)
      throws IOException {
    PcmSource source = ResampledSource.at(SAMPLE_RATE, original);
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(path));
        OggFile ogg = new OggFile(file);
        OggPacketWriter pages = ogg.getPacketWriter()) {
      var writer = new OpusFile(source, pages);
      writer.writeHead(original.sampleRate());
      writer.writeMusic(isUnwanted);
    } catch (OpusException e) {
      throw new IOException("Opus could not be made", e);
    }
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      file.force(true);
    }
  }

  private void writeHead(int originalSampleRate) throws IOException {
    var head = new OpusInfo();
    head.setNumChannels(source.channels());
    head.setPreSkip(encoder.getLookahead());
    head.setSampleRate(originalSampleRate);
    pages.bufferPacket(head.write(), true);
    var tags = new OpusTags();
    tags.setVendor("lofi.nvim");
    pages.bufferPacket(tags.write(), true);
  }

  /// The last packet stays in the buffer, so that the page which ends the stream is not empty.
  private void writeMusic(BooleanSupplier isUnwanted) throws IOException, OpusException {
    long end = encoder.getLookahead();
    long coded = 0;
    boolean isOver = false;
    for (int packets = 1; !isOver || coded < end; packets++) {
      if (isUnwanted.getAsBoolean()) {
        throw new IOException("Nobody wants the track any more");
      }
      int frames = isOver ? 0 : fill();
      end += frames;
      isOver |= frames < PACKET_FRAMES;
      coded += PACKET_FRAMES;
      pages.bufferPacket(code(), Math.min(coded, end));
      if (packets % PACKETS_PER_PAGE == 0 && (!isOver || coded < end)) {
        pages.flush();
      }
    }
  }

  /// Reads the samples of the next packet; silence follows the last.
  ///
  /// @return how many audio frames there were
  private int fill() throws IOException {
    int frames = 0;
    while (frames < PACKET_FRAMES) {
      int count = source.read(chunk, PACKET_FRAMES - frames);
      if (count == PcmSource.OVER) {
        break;
      }
      for (int i = 0; i < count * source.channels(); i++) {
        samples[frames * source.channels() + i] = SixteenBit.of(chunk[i]);
      }
      frames += count;
    }
    Arrays.fill(samples, frames * source.channels(), samples.length, (short) 0);
    return frames;
  }

  private OggPacket code() throws OpusException {
    int bytes = encoder.encode(samples, 0, PACKET_FRAMES, packet, 0, packet.length);
    Arrays.fill(samples, (short) 0);
    return new OggPacket(Arrays.copyOf(packet, bytes));
  }
}
