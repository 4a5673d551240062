package lofi.musicgen.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lofi.musicgen.checkpoint.MalformedFileException;
import org.jspecify.annotations.Nullable;

/// SentencePiece's compiled map from characters to what stands for them.
///
/// It is a double-array trie over UTF-8 bytes, behind its length in bytes, and then all
/// replacements, each with a zero byte at its end. A unit of the trie holds a byte's label, the
/// offset to its children, and whether a value lies there.
final class CharacterMap {
  /// What a user sees as one character, which may be several for the computer.
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  /// A longer grapheme is looked up character by character.
  private static final int LONGEST_GRAPHEME_BYTES = 5;

  private final int[] trie;
  private final byte[] replacements;

  private CharacterMap(int[] trie, byte[] replacements) {
    this.trie = trie;
    this.replacements = replacements;
  }

  static CharacterMap decode(String base64) {
    try {
      ByteBuffer all =
          ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
      int bytes = all.getInt();
      IntBuffer units = all.slice(4, bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
      int[] trie = new int[units.remaining()];
      units.get(trie);
      byte[] replacements = new byte[all.capacity() - 4 - bytes];
      all.get(4 + bytes, replacements);
      return new CharacterMap(trie, replacements);
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | java.nio.BufferUnderflowException e) {
      throw new MalformedFileException("The tokenizer's character map is damaged");
    }
  }

  String apply(String text) {
    StringBuilder mapped = new StringBuilder();
    Matcher graphemes = GRAPHEME.matcher(text);
    while (graphemes.find()) {
      appendGrapheme(graphemes.group(), mapped);
    }
    return mapped.toString();
  }

  private void appendGrapheme(String grapheme, StringBuilder mapped) {
    byte[] utf8 = grapheme.getBytes(StandardCharsets.UTF_8);
    String whole = utf8.length <= LONGEST_GRAPHEME_BYTES ? replacement(utf8) : null;
    if (whole != null) {
      mapped.append(whole);
    } else {
      grapheme.codePoints().forEach(character -> appendCharacter(character, mapped));
    }
  }

  private void appendCharacter(int character, StringBuilder mapped) {
    String plain = Character.toString(character);
    String replacement = replacement(plain.getBytes(StandardCharsets.UTF_8));
    mapped.append(replacement == null ? plain : replacement);
  }

  /// What stands for the shortest known beginning of `utf8`; null where none is known.
  private @Nullable String replacement(byte[] utf8) {
    int node = childrenOf(unit(0));
    for (byte b : utf8) {
      int label = b & 0xff;
      int unit = unit(node ^ label);
      if (label == 0 || labelOf(unit) != label) {
        return null;
      }
      node ^= label ^ childrenOf(unit);
      if (hasValue(unit)) {
        return replacementAt(unit(node) & Integer.MAX_VALUE);
      }
    }
    return null;
  }

  private int unit(int node) {
    return node >= 0 && node < trie.length ? trie[node] : 0;
  }

  private static int labelOf(int unit) {
    return unit & 0x800000ff;
  }

  private static boolean hasValue(int unit) {
    return (unit >>> 8 & 1) == 1;
  }

  private static int childrenOf(int unit) {
    return (unit >>> 10) << ((unit & 0x200) >>> 6);
  }

  private String replacementAt(int from) {
    int to = from;
    while (to < replacements.length && replacements[to] != 0) {
      to++;
    }
    return to > from ? new String(replacements, from, to - from, StandardCharsets.UTF_8) : "";
  }
}
