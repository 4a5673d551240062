package lofi.music;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import lofi.generation.Prompt;
import lofi.generation.StreamGenerator.StreamRequest;

/// Prints the SHA-256 of the first seconds of a stream: `PcmHashDemo SEED SECONDS PROMPT…`.
///
/// Run it on two machines, or on one with other flags of the JVM: the line must be the same.
public final class PcmHashDemo {
  private static final int BLOCK = 4_096;

  private PcmHashDemo() {}

  public static void main(String[] arguments) throws Exception {
    long seed = Long.parseLong(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    System.out.println(hash(arguments[2], seed, seconds));
  }

  static String hash(String prompt, long seed, int seconds) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (var stream = new Composer().open(new StreamRequest(new Prompt(prompt), seed, 0))) {
      float[] block = new float[2 * BLOCK];
      for (int left = seconds * stream.sampleRate(); left > 0; ) {
        int count = stream.read(block, Math.min(left, BLOCK));
        digest.update(bytes(block, 2 * count));
        left -= count;
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] bytes(float[] samples, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count);
    bytes.asFloatBuffer().put(samples, 0, count);
    return bytes.array();
  }
}
