package lofi.music;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import lofi.music.mix.StemGains;

/// Prints the hash of a piece's samples, to be compared between machines and ways to run Java.
final class HashDemo {
  private HashDemo() {}

  public static void main(String[] args) {
    System.out.println(hash(Double.parseDouble(args[0])));
  }

  static String hash(double seconds) {
    var track = new TrackRenderer("rainy jazz, ambient synth", 7, seconds);
    TrackRenderer.Playback playback = track.open(track.measureGain(), new StemGains());
    float[] chunk = new float[2 * 4_096];
    MessageDigest digest = sha256();
    for (int n = playback.read(chunk, 4_096); n > 0; n = playback.read(chunk, 4_096)) {
      ByteBuffer bytes = ByteBuffer.allocate(8 * n);
      bytes.asFloatBuffer().put(chunk, 0, 2 * n);
      digest.update(bytes.array());
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
