package lofi.library.mp3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;

/// What `lame` says of its file in the first frame, which holds no music.
///
/// MP3 comes in frames of a fixed length and every encoder delays what it gets, so that a file
/// begins and ends with silence that was not there. The tag tells how much.
///
/// @param frames how many MP3 frames hold music
/// @param delay how many audio frames of silence come first
/// @param padding how many come last
record LameTag(int sampleRate, int channels, int frames, int delay, int padding) {
  /// How many audio frames an MP3 frame has at the sample rates of MPEG-1.
  static final int AUDIO_FRAMES = 1_152;

  /// Where the tag stands at the latest.
  static final int HEAD_BYTES = 256;

  private static final int[] SAMPLE_RATES = {44_100, 48_000, 32_000};
  private static final int SYNC_MPEG1_LAYER3 = 0xFFFA;
  private static final int MONO = 3;
  private static final int HAS_FRAMES = 1;
  private static final int HAS_BYTES = 2;
  private static final int HAS_SEEK_TABLE = 4;
  private static final int HAS_QUALITY = 8;
  private static final int SEEK_TABLE_BYTES = 100;

  /// From the encoder's name to the byte before the two lengths of 12 bits.
  private static final int LENGTHS_OFFSET = 20;

  /// The length of the music alone.
  long lengthFrames() {
    return (long) frames * AUDIO_FRAMES - delay - padding;
  }

  static LameTag read(ByteBuffer head) throws IOException {
    require(head.remaining() >= HEAD_BYTES, "it is too short");
    int header = head.getInt();
    require(((header >>> 16) & 0xFFFE) == SYNC_MPEG1_LAYER3, "it does not begin with an MP3 frame");
    int rate = (header >>> 10) & 3;
    require(rate < SAMPLE_RATES.length, "its sample rate is reserved");
    int channels = ((header >>> 6) & 3) == MONO ? 1 : 2;
    skip(head, channels == 1 ? 17 : 32);
    byte[] name = new byte[4];
    head.get(name);
    String tag = new String(name, ISO_8859_1);
    require(tag.equals("Info") || tag.equals("Xing"), "it does not tell its length");
    int frames = readFrames(head);
    skip(head, LENGTHS_OFFSET);
    int lengths = head.getInt() & 0xFF_FFFF;
    LameTag read =
        new LameTag(SAMPLE_RATES[rate], channels, frames, lengths >>> 12, lengths & 0xFFF);
    require(read.lengthFrames() > 0, "its lengths contradict each other");
    return read;
  }

  private static int readFrames(ByteBuffer head) throws IOException {
    int flags = head.getInt();
    require((flags & HAS_FRAMES) != 0, "it does not tell its length");
    int frames = head.getInt();
    skip(head, (flags & HAS_BYTES) == 0 ? 0 : Integer.BYTES);
    skip(head, (flags & HAS_SEEK_TABLE) == 0 ? 0 : SEEK_TABLE_BYTES);
    skip(head, (flags & HAS_QUALITY) == 0 ? 0 : Integer.BYTES);
    return frames;
  }

  private static void skip(ByteBuffer head, int bytes) {
    head.position(head.position() + bytes);
  }

  private static void require(boolean holds, String complaint) throws IOException {
    if (!holds) {
      throw new IOException("Not an MP3 file of ours: " + complaint);
    }
  }
}
