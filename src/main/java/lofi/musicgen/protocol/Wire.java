package lofi.musicgen.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of the messages, and how their parts travel.
///
/// The host notifies `generate` (with a [GenerateCommand]) and `cancel`. The worker notifies
/// `stage` (the name of a [Stage]) whenever it enters one, `progress` (tokens generated, tokens
/// estimated) and `ended` (with an [Ending]), and asks the host to take `audio`, whose answer comes
/// when the samples are kept, so that a slow disk slows the worker down instead of filling the
/// pipe.
public final class Wire {
  public static final String GENERATE = "generate";
  public static final String CANCEL = "cancel";
  public static final String STAGE = "stage";
  public static final String PROGRESS = "progress";
  public static final String AUDIO = "audio";
  public static final String ENDED = "ended";

  private Wire() {}

  /// Samples as little-endian 32-bit floats.
  public static byte[] bytes(float[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(samples);
    return bytes.array();
  }

  public static float[] samples(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      float[] samples = new float[bytes.length / 4];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(samples);
      return samples;
    }
    throw new IllegalArgumentException("Expected samples");
  }

  public static int integer(@Nullable Object value) {
    return Math.toIntExact(number(value).longValue());
  }

  static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("Expected a map");
  }

  static String text(Map<?, ?> map, String key) {
    if (map.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("Expected a text called " + key);
  }

  static Number number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number;
    }
    throw new IllegalArgumentException("Expected a number");
  }
}
