package lofi.musicgen.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/// A tensor of a checkpoint: where it lies, and its numbers as floats when asked.
///
/// Only the part that is being read is mapped, and unmapped at once, so a file of gigabytes takes
/// no memory to speak of.
///
/// @param offset the first byte in the file, checked by [SafetensorsFile]
public record Tensor(Path file, String name, Element element, List<Integer> shape, long offset) {
  /// How many numbers it has.
  public long size() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  /// How many numbers one entry of the first dimension has.
  public int rowSize() {
    return Math.toIntExact(shape.isEmpty() ? 1 : size() / Math.max(1, shape.getFirst()));
  }

  public int rows() {
    return shape.isEmpty() ? 1 : shape.getFirst();
  }

  /// Refuses any other shape than the one expected.
  public Tensor require(Integer... expected) {
    if (!shape.equals(List.of(expected))) {
      throw new MalformedFileException(
          name + " has the shape " + shape + " where " + List.of(expected) + " is needed");
    }
    return this;
  }

  public float[] read() {
    return readRows(0, rows());
  }

  /// Reads `count` entries of the first dimension.
  public float[] readRows(int first, int count) {
    float[] numbers = new float[Math.multiplyExact(count, rowSize())];
    readRows(first, count, numbers, 0);
    return numbers;
  }

  /// Reads `count` entries of the first dimension into `into`, beginning at `at`.
  public void readRows(int first, int count, float[] into, int at) {
    long from = offset + (long) first * rowSize() * element.bytes();
    int numbers = count * rowSize();
    try (FileChannel channel = FileChannel.open(file);
        Arena arena = Arena.ofConfined()) {
      long bytes = (long) numbers * element.bytes();
      MemorySegment raw = channel.map(FileChannel.MapMode.READ_ONLY, from, bytes, arena);
      element.read(raw, numbers, into, at);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
  }
}
