package lofi.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The head of a WAV file with 16-bit PCM: RIFF, a `fmt ` chunk and a `data` chunk.
///
/// @param dataBytes the size of the samples that follow
public record WavFormat(int sampleRate, int channels, long dataBytes) {
  public static final int HEADER_BYTES = 44;
  public static final int BYTES_PER_SAMPLE = 2;

  private static final int RIFF = fourLetters("RIFF");
  private static final int WAVE = fourLetters("WAVE");
  private static final int FMT = fourLetters("fmt ");
  private static final int DATA = fourLetters("data");
  private static final int FMT_BYTES = 16;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final short PCM = 1;

  public int bytesPerFrame() {
    return channels * BYTES_PER_SAMPLE;
  }

  public long lengthFrames() {
    return dataBytes / bytesPerFrame();
  }

  public ByteBuffer header() {
    ByteBuffer header = littleEndian(HEADER_BYTES);
    header.putInt(RIFF).putInt((int) (HEADER_BYTES - CHUNK_HEADER_BYTES + dataBytes)).putInt(WAVE);
    header.putInt(FMT).putInt(FMT_BYTES).putShort(PCM).putShort((short) channels);
    header.putInt(sampleRate).putInt(sampleRate * bytesPerFrame());
    header.putShort((short) bytesPerFrame()).putShort((short) (8 * BYTES_PER_SAMPLE));
    header.putInt(DATA).putInt((int) dataBytes);
    return header.flip();
  }

  /// Reads `head` up to the first sample and leaves its position there.
  public static WavFormat read(ByteBuffer head) throws IOException {
    require(head.remaining() >= HEADER_BYTES, "it is too short");
    require(head.getInt() == RIFF, "it does not begin with RIFF");
    head.getInt();
    require(head.getInt() == WAVE, "it is not WAVE");
    seek(head, FMT);
    WavFormat silent = readFmt(head);
    long dataBytes = seek(head, DATA);
    return new WavFormat(silent.sampleRate, silent.channels, dataBytes);
  }

  public static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Goes to the content of the next chunk of this name, and answers its size.
  private static long seek(ByteBuffer head, int name) throws IOException {
    while (head.remaining() >= CHUNK_HEADER_BYTES) {
      int found = head.getInt();
      long bytes = Integer.toUnsignedLong(head.getInt());
      if (found == name) {
        return bytes;
      }
      long next = head.position() + bytes + (bytes & 1);
      require(next <= head.limit(), "a chunk is longer than its beginning");
      head.position((int) next);
    }
    throw new IOException("Not a WAV file of ours: a chunk is missing");
  }

  private static WavFormat readFmt(ByteBuffer head) throws IOException {
    require(head.remaining() >= FMT_BYTES, "its format is cut off");
    short encoding = head.getShort();
    short channels = head.getShort();
    int sampleRate = head.getInt();
    head.getInt();
    head.getShort();
    short bits = head.getShort();
    require(encoding == PCM && bits == 8 * BYTES_PER_SAMPLE, "it is not 16-bit PCM");
    require(channels == 1 || channels == 2, "it has " + channels + " channels");
    require(sampleRate >= 1_000 && sampleRate <= 384_000, "its sample rate is " + sampleRate);
    return new WavFormat(sampleRate, channels, 0);
  }

  private static int fourLetters(String name) {
    return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
  }

  private static void require(boolean holds, String complaint) throws IOException {
    if (!holds) {
      throw new IOException("Not a WAV file of ours: " + complaint);
    }
  }
}
