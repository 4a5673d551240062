package lofi.weights;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file's checksum, of the two kinds that the publisher's server declares.
///
/// @param isGitBlob whether it is the id that git gives a small file: a SHA-1 over its length and
///   content; otherwise it is the SHA-256 of its content
record Checksum(String hex, boolean isGitBlob) {
  private static final int GIT_DIGITS = 40;
  private static final int SHA_256_DIGITS = 64;

  static Checksum sha256(String hex) {
    return new Checksum(hex, false);
  }

  /// Whether `text` has the form of one of the two.
  static boolean isOne(String text) {
    return text.matches("[0-9a-f]+")
        && (text.length() == GIT_DIGITS || text.length() == SHA_256_DIGITS);
  }

  /// Told apart by their lengths.
  static Checksum of(String hex) {
    return new Checksum(hex, hex.length() == GIT_DIGITS);
  }

  boolean matches(Path file) throws IOException {
    return hex.equals(isGitBlob ? gitBlob(file) : sha256Of(file));
  }

  static String sha256Of(Path file) throws IOException {
    return digest(digest("SHA-256"), file);
  }

  private static String gitBlob(Path file) throws IOException {
    MessageDigest digest = digest("SHA-1");
    digest.update(("blob " + Files.size(file) + "\0").getBytes(US_ASCII));
    return digest(digest, file);
  }

  private static String digest(MessageDigest digest, Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has " + algorithm, e);
    }
  }
}
