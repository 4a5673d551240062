package lofi.music;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import lofi.generation.Prompt;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator.StreamRequest;

/// Prints the SHA-256 of a track or of the first seconds of a stream: `PcmHashDemo track|stream
/// SEED SECONDS PROMPT`.
///
/// Run it on two machines, or on one with other flags of the JVM: the line must be the same.
public final class PcmHashDemo {
  private static final int BLOCK = 4_096;

  private PcmHashDemo() {}

  public static void main(String[] arguments) {
    long seed = Long.parseLong(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    String prompt = arguments[3];
    boolean isTrack = arguments[0].equals("track");
    System.out.println(isTrack ? track(prompt, seed, seconds) : stream(prompt, seed, seconds));
  }

  static String stream(String prompt, long seed, int seconds) {
    try (var stream = new Composer().open(new StreamRequest(new Prompt(prompt), seed, 0))) {
      return hash(stream::read, (long) seconds * stream.sampleRate());
    }
  }

  static String track(String prompt, long seed, int seconds) {
    var track = new TrackRenderer(prompt, seed, seconds);
    return hash(track.open(track.measureGain(), new StemGains())::read, track.lengthFrames());
  }

  /// Gives up to so many interleaved frames and says how many.
  private interface Source {
    int read(float[] block, int frames);
  }

  private static String hash(Source source, long frames) {
    MessageDigest digest = sha256();
    float[] block = new float[2 * BLOCK];
    for (long left = frames; left > 0; ) {
      int count = source.read(block, (int) Math.min(left, BLOCK));
      ByteBuffer bytes = ByteBuffer.allocate(2 * Float.BYTES * count);
      bytes.asFloatBuffer().put(block, 0, 2 * count);
      digest.update(bytes.array());
      left -= count;
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
