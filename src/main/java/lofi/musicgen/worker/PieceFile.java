package lofi.musicgen.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lofi.audio.WavFile;
import lofi.json.Json;
import lofi.musicgen.onnx.CodecShape;

/// Writes a piece as 16-bit WAV while it is made, and its codes as JSON afterwards.
///
/// The file has another name until it is whole.
final class PieceFile implements PieceMaker.Customer, AutoCloseable {
  /// Hears how far the piece is.
  @FunctionalInterface
  interface Progress {
    void tell(int tokensGenerated, int tokensEstimated);
  }

  private final Path target;
  private final Path unfinished;
  private final CodecShape shape;
  private final Progress progress;
  private final WavFile wav;
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
    this.wav = WavFile.create(unfinished, shape.sampleRate(), 1);
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
    wav.write(samples, wanted);
  }

  /// Gives the file its name.
  void finish() throws IOException {
    wav.finish();
    Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
  }

  /// `{"ids": […], "codes": [[…], …]}`, the delay undone.
  void writeCodes(Path file) throws IOException {
    List<List<Integer>> codes = new ArrayList<>();
    for (int codebook = 0; codebook < shape.codebooks(); codebook++) {
      int row = codebook;
      codes.add(batches.stream().flatMapToInt(batch -> Arrays.stream(batch[row])).boxed().toList());
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("ids", Arrays.stream(ids).boxed().toList());
    members.put("codes", codes);
    Files.writeString(file, Json.write(members) + "\n");
  }

  @Override
  public void close() throws IOException {
    wav.close();
    Files.deleteIfExists(unfinished);
  }
}
