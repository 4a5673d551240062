package lofi.musicgen.decoder;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Our own decoder: packed weights, the Vector API, and a crew of a few threads.
///
/// Row 0 hears the prompt, row 1 ("any music") does not. Row 1 has no cross-attention: its text is
/// zero and no layer involved has a bias. Guidance is applied before the linear heads, which halves
/// their work and is exact up to rounding.
///
/// Every sum has a fixed order that does not depend on who computes it, so a seed gives the same
/// music with any number of threads. A step allocates nothing.
public final class VectorDecoder implements LmDecoder {
  private static final int PHASES_PER_LAYER = 6;

  private final Arena arena;
  private final DecoderWeights weights;
  private final boolean isFrugal;
  private final DecoderShape shape;
  private final PaddedShape padded;
  private final DecodeCrew crew;
  private final Workbench[] benches;
  private final DecodeCrew.Duty stepDuty = this::stepTogether;
  private volatile int threads;

  // The state of the piece: the crew reads it within a step, the caller changes it between.
  private List<KeyValueCache[]> selfCaches = List.of();
  private List<KeyValueCache> crossCaches = List.of();
  private int rows = 1;
  private float guidanceScale = 1;
  private int textLength;
  private int position;
  private boolean wantsLogits;

  // Rows that the crew works on; each piece of a phase writes a range of its own.
  private final float[] residual;
  private final float[] queryKeyValue;
  private final float[] crossQuery;
  private final float[] attended;
  private final float[] feed;
  private final float[] sum;
  private final float[] logits;

  /// Reads the packed weights in `folder` and checks them.
  ///
  /// @param threads how many threads a step may use at most, the caller's included
  public static VectorDecoder open(Path folder, int threads) throws IOException {
    return open(folder, threads, false);
  }

  /// A decoder for a few steps, which holds one layer at a time in memory and is slow.
  public static VectorDecoder openMapped(Path folder) throws IOException {
    return open(folder, 1, true);
  }

  private static VectorDecoder open(Path folder, int threads, boolean isFrugal) throws IOException {
    Path path = folder.resolve(PackedFile.NAME);
    Arena arena = Arena.ofShared();
    try (PackedFile file =
        isFrugal ? PackedFile.openMapped(path, arena) : PackedFile.open(path, arena)) {
      return new VectorDecoder(arena, DecoderWeights.from(file), threads, isFrugal);
    } catch (IOException | RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  /// @param arena holds the weights; closed with the decoder
  /// @param isFrugal whether layers give their memory back after each step; for one thread only
  VectorDecoder(Arena arena, DecoderWeights weights, int threads, boolean isFrugal) {
    this.arena = arena;
    this.weights = weights;
    this.isFrugal = isFrugal;
    shape = weights.shape();
    padded = PaddedShape.of(shape);
    int headChannels = shape.heads() * padded.headWidth();
    residual = new float[2 * padded.hidden()];
    queryKeyValue = new float[2 * 3 * headChannels];
    crossQuery = new float[headChannels];
    attended = new float[2 * padded.attended()];
    feed = new float[2 * padded.feedForward()];
    sum = new float[2 * padded.hidden()];
    logits = new float[padded.logits()];
    crew = new DecodeCrew(threads, shape.layers() * PHASES_PER_LAYER + 1);
    this.threads = crew.largest();
    benches = new Workbench[crew.largest()];
    for (int i = 0; i < benches.length; i++) {
      benches[i] = new Workbench(i, padded);
    }
  }

  @Override
  public DecoderShape shape() {
    return shape;
  }

  public Quantization quantization() {
    return weights.quantization();
  }

  /// From the next step on, that many threads work; any thread may call this.
  public void useThreads(int count) {
    threads = Math.clamp(count, 1, crew.largest());
  }

  // ---- a new prompt

  @Override
  public void begin(float[] textHidden, int textLength, float guidanceScale, int maxSteps) {
    if (textLength < 1 || textHidden.length < (long) textLength * shape.textWidth()) {
      throw new IllegalArgumentException("The text encoder gave no text");
    }
    this.textLength = textLength;
    this.guidanceScale = guidanceScale;
    rows = guidanceScale > 1 ? 2 : 1;
    position = -1;
    makeRoom(maxSteps);
    listen(textHidden);
  }

  private void makeRoom(int maxSteps) {
    boolean enough =
        !selfCaches.isEmpty()
            && selfCaches.getFirst().length >= rows
            && selfCaches.getFirst()[0].capacity() >= maxSteps;
    if (!enough) {
      selfCaches = List.of(); // lets the old ones go before the new ones come
      List<KeyValueCache[]> caches = new ArrayList<>();
      for (int layer = 0; layer < shape.layers(); layer++) {
        caches.add(newCaches(maxSteps));
      }
      selfCaches = caches;
    }
    int scratch = Math.max(selfCaches.getFirst()[0].scratch(), textLength + 2 * LinearLayer.TILE);
    for (Workbench bench : benches) {
      bench.makeRoomForScores(scratch);
    }
  }

  private KeyValueCache[] newCaches(int capacity) {
    KeyValueCache[] caches = new KeyValueCache[rows];
    for (int row = 0; row < rows; row++) {
      caches[row] = newCache(capacity);
    }
    return caches;
  }

  private KeyValueCache newCache(int capacity) {
    return weights.quantization().newCache(shape.heads(), shape.headWidth(), capacity);
  }

  /// Computes what cross-attention needs of the text, once for the whole piece.
  private void listen(float[] textHidden) {
    float[] projected = projected(textHidden);
    List<KeyValueCache> caches = new ArrayList<>();
    for (int layer = 0; layer < shape.layers(); layer++) {
      caches.add(newCache(textLength));
    }
    crossCaches = caches;
    crew.perform(threads, member -> listenTogether(benches[member], projected));
    weights.restUntilNextPrompt();
  }

  private void listenTogether(Workbench bench, float[] projected) {
    float[] keyValue = new float[2 * 2 * shape.heads() * padded.headWidth()];
    for (int layer; (layer = crew.nextPiece(bench.member(), 0, shape.layers())) >= 0; ) {
      for (int at = 0; at < textLength; at += 2) {
        remember(layer, at, Math.min(2, textLength - at), projected, bench, keyValue);
      }
    }
    crew.meet();
  }

  /// One or two words, as many as a kernel takes.
  private void remember(
      int layer, int at, int words, float[] projected, Workbench bench, float[] keyValue) {
    int hidden = padded.hidden();
    System.arraycopy(projected, at * hidden, bench.normal, 0, words * hidden);
    LinearLayer linear = weights.layers().get(layer).crossKeyValue();
    linear.load(bench.activations, bench.normal, hidden, words);
    linear.apply(bench.activations, 0, linear.tiles(), keyValue, linear.outputs());
    for (int word = 0; word < words; word++) {
      remember(layer, at + word, keyValue, word * linear.outputs());
    }
  }

  private void remember(int layer, int at, float[] keyValue, int from) {
    int width = padded.headWidth();
    for (int head = 0; head < shape.heads(); head++) {
      int key = from + head * 2 * width;
      crossCaches.get(layer).put(head, at, keyValue, key, keyValue, key + width);
    }
  }

  /// The text in the decoder's width, `[textLength][padded.hidden()]`.
  private float[] projected(float[] textHidden) {
    float[] all = new float[textLength * padded.hidden()];
    float[] word = new float[padded.textWidth()];
    for (int at = 0; at < textLength; at++) {
      System.arraycopy(textHidden, at * shape.textWidth(), word, 0, shape.textWidth());
      project(word, all, at * padded.hidden());
    }
    return all;
  }

  private void project(float[] word, float[] all, int at) {
    TextProjection projection = weights.textProjection();
    if (projection == null) {
      System.arraycopy(word, 0, all, at, word.length);
    } else {
      projection.apply(word, benches[0].activations, all, at);
    }
  }

  // ---- a step

  @Override
  public void step(int[] codes, int position, float @Nullable [] guidedLogits) {
    if (position >= selfCaches.getFirst()[0].capacity()) {
      throw new IllegalArgumentException("The cache ends before position " + position);
    }
    this.position = position;
    wantsLogits = guidedLogits != null;
    weights.embeddings().embed(codes, position, residual);
    if (rows == 2) {
      System.arraycopy(residual, 0, residual, padded.hidden(), padded.hidden());
    }
    crew.perform(threads, stepDuty);
    if (guidedLogits != null) {
      System.arraycopy(logits, 0, guidedLogits, 0, shape.logits());
    }
  }

  private void stepTogether(int member) {
    Workbench bench = benches[member];
    bench.beginStep();
    for (int i = 0; i < shape.layers(); i++) {
      DecoderLayer layer = weights.layers().get(i);
      attendToPiece(layer, selfCaches.get(i), bench);
      addOutput(layer.selfOut(), attended, padded.attended(), rows, bench);
      attendToText(layer, crossCaches.get(i), bench);
      addOutput(layer.crossOut(), attended, padded.attended(), 1, bench);
      feedUp(layer, bench);
      addOutput(layer.feedDown(), feed, padded.feedForward(), rows, bench);
      if (isFrugal) {
        layer.rest();
      }
    }
    if (wantsLogits) {
      score(bench);
    }
  }

  private int nextPiece(Workbench bench, int pieces) {
    return crew.nextPiece(bench.member(), bench.phase(), pieces);
  }

  /// A piece is a head, from its projections to its attention, with no meeting between.
  private void attendToPiece(DecoderLayer layer, KeyValueCache[] caches, Workbench bench) {
    bench.beginPhase();
    normalise(layer.selfNorm(), rows, bench);
    LinearLayer linear = layer.queryKeyValue();
    linear.load(bench.activations, bench.normal, padded.hidden(), rows);
    int tiles = 3 * padded.headWidth() / LinearLayer.TILE;
    int stride = linear.outputs();
    for (int head; (head = nextPiece(bench, shape.heads())) >= 0; ) {
      linear.apply(bench.activations, head * tiles, (head + 1) * tiles, queryKeyValue, stride);
      for (int row = 0; row < rows; row++) {
        attendToPiece(caches[row], row, head, row * stride + 3 * head * padded.headWidth(), bench);
      }
    }
    crew.meet();
  }

  private void attendToPiece(KeyValueCache cache, int row, int head, int queryAt, Workbench bench) {
    int width = padded.headWidth();
    cache.put(head, position, queryKeyValue, queryAt + width, queryKeyValue, queryAt + 2 * width);
    int outAt = row * padded.attended() + head * width;
    cache.attend(head, position + 1, queryKeyValue, queryAt, attended, outAt, bench.scores);
  }

  private void attendToText(DecoderLayer layer, KeyValueCache cache, Workbench bench) {
    bench.beginPhase();
    normalise(layer.crossNorm(), 1, bench);
    LinearLayer linear = layer.crossQuery();
    linear.load(bench.activations, bench.normal, 0, 1);
    int width = padded.headWidth();
    int tiles = width / LinearLayer.TILE;
    for (int head; (head = nextPiece(bench, shape.heads())) >= 0; ) {
      int at = head * width;
      linear.apply(bench.activations, head * tiles, (head + 1) * tiles, crossQuery, 0);
      cache.attend(head, textLength, crossQuery, at, attended, at, bench.scores);
    }
    crew.meet();
  }

  private void feedUp(DecoderLayer layer, Workbench bench) {
    bench.beginPhase();
    normalise(layer.feedNorm(), rows, bench);
    LinearLayer linear = layer.feedUp();
    linear.load(bench.activations, bench.normal, padded.hidden(), rows);
    int tiles = linear.tiles();
    for (int tile; (tile = nextPiece(bench, tiles)) >= 0; ) {
      linear.apply(bench.activations, tile, tile + 1, feed, padded.feedForward());
      for (int row = 0; row < rows; row++) {
        int at = row * padded.feedForward() + tile * LinearLayer.TILE;
        Gelu.apply(feed, at, at + LinearLayer.TILE);
      }
    }
    crew.meet();
  }

  /// Applies a layer whose outputs are added back to the residual stream.
  private void addOutput(LinearLayer linear, float[] x, int stride, int rows, Workbench bench) {
    bench.beginPhase();
    linear.load(bench.activations, x, stride, rows);
    int tiles = linear.tiles();
    for (int tile; (tile = nextPiece(bench, tiles)) >= 0; ) {
      linear.apply(bench.activations, tile, tile + 1, sum, padded.hidden());
      for (int row = 0; row < rows; row++) {
        int at = row * padded.hidden() + tile * LinearLayer.TILE;
        addToResidual(at, at + LinearLayer.TILE);
      }
    }
    crew.meet();
  }

  private void addToResidual(int from, int to) {
    for (int i = from; i < to; i++) {
      residual[i] += sum[i];
    }
  }

  private void normalise(LayerNorm norm, int rows, Workbench bench) {
    for (int row = 0; row < rows; row++) {
      norm.apply(residual, bench.normal, row * padded.hidden());
    }
  }

  private void score(Workbench bench) {
    bench.beginPhase();
    normalise(weights.norm(), rows, bench);
    if (rows == 2) {
      guide(bench.normal);
    }
    LinearLayer linear = weights.heads();
    linear.load(bench.activations, bench.normal, 0, 1);
    int tiles = linear.tiles();
    for (int tile; (tile = nextPiece(bench, tiles)) >= 0; ) {
      linear.apply(bench.activations, tile, tile + 1, logits, 0);
    }
    crew.meet();
  }

  /// Moves away from "any music", towards the prompt and beyond.
  private void guide(float[] normal) {
    int hidden = padded.hidden();
    for (int i = 0; i < hidden; i++) {
      float unprompted = normal[hidden + i];
      normal[i] = unprompted + (normal[i] - unprompted) * guidanceScale;
    }
  }

  @Override
  public void close() {
    crew.close();
    arena.close();
  }
}
