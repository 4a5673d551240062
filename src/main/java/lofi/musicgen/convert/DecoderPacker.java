package lofi.musicgen.convert;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lofi.musicgen.checkpoint.Checkpoint;
import lofi.musicgen.checkpoint.Tensor;
import lofi.musicgen.convert.Matrix.HeadLayout;
import lofi.musicgen.decoder.DecoderShape;
import lofi.musicgen.decoder.PackedFile;
import lofi.musicgen.decoder.PaddedShape;
import lofi.musicgen.decoder.Quantization;
import lofi.musicgen.decoder.SectionName;
import lofi.musicgen.decoder.TilePacker;

/// Packs the language model of a checkpoint into a [PackedFile], one matrix at a time.
///
/// The most it holds is the parts of one fused matrix.
public final class DecoderPacker {
  private static final int TILE = TilePacker.TILE;

  private final DecoderTensors tensors;
  private final DecoderShape shape;
  private final PaddedShape padded;
  private final HeadLayout heads;
  private final Quantization many;
  private final Quantization few;
  private final ConversionProgress progress;
  private final PackedFileWriter writer;

  private DecoderPacker(
      DecoderTensors tensors,
      Quantization quantization,
      ConversionProgress progress,
      PackedFileWriter writer) {
    this.tensors = tensors;
    this.progress = progress;
    this.writer = writer;
    shape = tensors.shape();
    padded = PaddedShape.of(shape);
    heads = new HeadLayout(shape.heads(), shape.headWidth(), padded.headWidth());
    many = quantization;
    few = quantization.careful();
  }

  /// Writes `decoder.lofi` into `folder`.
  public static void pack(
      Checkpoint source, Quantization quantization, Path folder, ConversionProgress progress)
      throws IOException {
    DecoderTensors tensors = DecoderTensors.of(source);
    try (PackedFileWriter writer = new PackedFileWriter(folder.resolve(PackedFile.NAME))) {
      new DecoderPacker(tensors, quantization, progress, writer).packAll();
      writer.finish(tensors.shape(), quantization);
    }
  }

  private void packAll() throws IOException {
    packText();
    for (int book = 0; book < shape.codebooks(); book++) {
      packEmbedding(book);
    }
    for (int layer = 0; layer < shape.layers(); layer++) {
      progress.step(layer, shape.layers());
      packLayer(tensors.layer(layer), new SectionName.Layer(layer));
    }
    packNorm(SectionName.NORM, tensors.norm());
    pack(SectionName.HEADS, few, Matrix.stacked(tensors.heads()), padded.hidden(), padded.logits());
    progress.step(shape.layers(), shape.layers());
  }

  private void packText() throws IOException {
    if (tensors.textProjection().isPresent()) {
      Matrix projection = Matrix.stacked(List.of(tensors.textProjection().get()));
      pack(SectionName.TEXT_PROJECTION, few, projection, padded.textWidth(), padded.hidden());
      packPlain(SectionName.TEXT_BIAS, padded.hidden(), tensors.textBias());
    }
  }

  private void packEmbedding(int book) throws IOException {
    Tensor tensor = tensors.embedding(book);
    float[] all = tensor.read();
    writer.beginSection();
    for (int code = 0; code < tensor.rows(); code++) {
      int from = code * shape.hidden();
      float[] row = Arrays.copyOfRange(all, from, from + shape.hidden());
      writer.write(Arrays.copyOf(row, padded.hidden()));
    }
    writer.endSection(SectionName.embedding(book), "plain", tensor.rows(), padded.hidden());
  }

  private void packLayer(DecoderTensors.Layer layer, SectionName.Layer name) throws IOException {
    int hidden = padded.hidden();
    int channels = heads.count() * heads.paddedWidth();
    packNorm(name.selfNorm(), layer.selfNorm());
    Matrix fused = Matrix.byHead(List.of(layer.self("q"), layer.self("k"), layer.self("v")), heads);
    pack(name.queryKeyValue(), many, fused, hidden, 3 * channels);
    Matrix selfOut = Matrix.fromHeads(layer.selfOut(), heads);
    pack(name.selfOut(), many, selfOut, padded.attended(), hidden);
    packNorm(name.crossNorm(), layer.crossNorm());
    Matrix query = Matrix.byHead(List.of(layer.cross("q")), heads);
    pack(name.crossQuery(), many, query, hidden, channels);
    Matrix keyValue = Matrix.byHead(List.of(layer.cross("k"), layer.cross("v")), heads);
    pack(name.crossKeyValue(), few, keyValue, hidden, 2 * channels);
    Matrix crossOut = Matrix.fromHeads(layer.crossOut(), heads);
    pack(name.crossOut(), many, crossOut, padded.attended(), hidden);
    packNorm(name.feedNorm(), layer.feedNorm());
    Matrix up = Matrix.stacked(List.of(layer.feedUp()));
    pack(name.feedUp(), many, up, hidden, padded.feedForward());
    Matrix down = Matrix.stacked(List.of(layer.feedDown()));
    pack(name.feedDown(), many, down, padded.feedForward(), hidden);
  }

  private void packNorm(String name, DecoderTensors.Norm norm) throws IOException {
    packPlain(name, padded.hidden(), norm.gain(), norm.bias());
  }

  private void packPlain(String name, int columns, Tensor... rows) throws IOException {
    writer.beginSection();
    for (Tensor row : rows) {
      writer.write(Arrays.copyOf(row.read(), columns));
    }
    writer.endSection(name, "plain", rows.length, columns);
  }

  private void pack(String name, Quantization quantization, Matrix matrix, int inputs, int outputs)
      throws IOException {
    TilePacker packer = quantization.packer();
    float[] rows = new float[TILE * inputs];
    writer.beginSection();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment tile = arena.allocate(quantization.tileBytes(inputs));
      for (int first = 0; first < outputs; first += TILE) {
        progress.stopIfCancelled();
        fill(rows, matrix, inputs, first);
        packer.pack(rows, inputs, tile);
        writer.write(tile);
      }
    }
    writer.endSection(name, quantization.label(), outputs, inputs);
  }

  private static void fill(float[] rows, Matrix matrix, int inputs, int first) {
    Arrays.fill(rows, 0f);
    for (int i = 0; i < TILE; i++) {
      matrix.row(first + i, rows, i * inputs);
    }
  }
}
