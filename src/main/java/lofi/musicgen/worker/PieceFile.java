package lofi.musicgen.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import lofi.musicgen.onnx.CodecShape;

/// Writes a piece as 16-bit WAV while it is made, and its codes as JSON afterwards.
///
/// The file has another name until it is whole.
final class PieceFile implements PieceMaker.Customer, AutoCloseable {
  private static final int HEADER_BYTES = 44;
  private static final int FULL_SCALE = 32_767;

  /// Hears how far the piece is.
  @FunctionalInterface
  interface Progress {
    void tell(int tokensGenerated, int tokensEstimated);
  }

  private final Path target;
  private final Path unfinished;
  private final CodecShape shape;
  private final Progress progress;
  private final FileChannel channel;
  private final List<int[][]> batches = new ArrayList<>();
  private int[] ids = {};
  private long samplesLeft;

  /// @param samples how many samples the file is to have; what stands over is left out
  PieceFile(Path target, CodecShape shape, long samples, Progress progress) throws IOException {
    this.target = target;
    this.unfinished = target.resolveSibling("." + target.getFileName() + ".part");
    this.shape = shape;
    this.progress = progress;
    this.samplesLeft = samples;
    this.channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    channel.position(HEADER_BYTES);
  }

  @Override
  public boolean isCancelled() {
    return Thread.currentThread().isInterrupted();
  }

  @Override
  public void progress(int tokensGenerated, int tokensEstimated) {
    progress.tell(tokensGenerated, tokensEstimated);
  }

  @Override
  public void tokenized(int[] promptIds) {
    ids = promptIds;
  }

  @Override
  public void composed(int[][] codes) {
    batches.add(codes);
  }

  @Override
  public void audio(float[] samples) throws IOException {
    int wanted = (int) Math.min(samplesLeft, samples.length);
    samplesLeft -= wanted;
    ByteBuffer bytes = littleEndian(2 * wanted);
    for (int i = 0; i < wanted; i++) {
      bytes.putShort((short) Math.round(Math.clamp(samples[i], -1f, 1f) * FULL_SCALE));
    }
    write(bytes.flip());
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// Gives the file its header and its name.
  void finish() throws IOException {
    int dataBytes = Math.toIntExact(channel.size() - HEADER_BYTES);
    channel.position(0);
    write(header(dataBytes));
    channel.force(true);
    Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private ByteBuffer header(int dataBytes) {
    ByteBuffer header = littleEndian(HEADER_BYTES);
    header.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVE"));
    header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    header.putInt(shape.sampleRate()).putInt(2 * shape.sampleRate());
    header.putShort((short) 2).putShort((short) 16);
    return header.put(ascii("data")).putInt(dataBytes).flip();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// `{"ids": […], "codes": [[…], …]}`, the delay undone.
  void writeCodes(Path file) throws IOException {
    List<String> rows = new ArrayList<>();
    for (int codebook = 0; codebook < shape.codebooks(); codebook++) {
      int row = codebook;
      rows.add(
          Arrays.toString(
              batches.stream().flatMapToInt(batch -> Arrays.stream(batch[row])).toArray()));
    }
    String codes = rows.stream().collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
    Files.writeString(file, "{\"ids\": " + Arrays.toString(ids) + ",\n\"codes\": " + codes + "}\n");
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(unfinished);
  }
}
