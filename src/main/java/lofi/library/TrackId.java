package lofi.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The name of a track: 8 hexadecimal digits that follow from what was asked for.
public record TrackId(String hex) {
  private static final Pattern EIGHT_HEX_DIGITS = Pattern.compile("[0-9a-f]{8}");

  public TrackId {
    if (!EIGHT_HEX_DIGITS.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "A track id has 8 digits from 0 to 9 and a to f, not \"" + hex + "\"");
    }
  }

  /// Whether `text` could name a track at all.
  public static boolean isValid(String text) {
    return EIGHT_HEX_DIGITS.matcher(text).matches();
  }

  /// The same prompt, seed, duration and model version always give the same id.
  ///
  /// @param modelVersion see `TrackGenerator.modelVersion`; it keeps the sounds of two models apart
  public static TrackId of(String prompt, long seed, double durationSec, String modelVersion) {
    String fields =
        String.join("\0", prompt.strip(), Long.toString(seed), shortest(durationSec), modelVersion);
    byte[] digest = sha256().digest(fields.getBytes(UTF_8));
    return new TrackId(HexFormat.of().formatHex(digest, 0, 4));
  }

  /// `30` for 30.0, `2.5` for 2.5: the form that a person would write.
  private static String shortest(double durationSec) {
    return BigDecimal.valueOf(durationSec).stripTrailingZeros().toPlainString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
