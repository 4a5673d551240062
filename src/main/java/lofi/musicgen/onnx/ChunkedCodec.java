package lofi.musicgen.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Our own pair of codec graphs, which decode in chunks and give the audio of a whole decode.
///
/// The first graph (codebooks, first convolution, recurrent layers) hands its recurrent state from
/// chunk to chunk. The second one (upsampler) sees a few frames on either side of its chunk, more
/// than its convolutions reach; its own mirroring acts only at the true ends, as it does there in a
/// whole decode.
public final class ChunkedCodec implements AudioCodec {
  private static final int CHUNK_FRAMES = 50;

  /// Convolutions of the upsampler reach less than two codec frames to either side, and less than
  /// four in models that upsample more slowly.
  private static final int REACH = 4;

  private final Graph recurrent;
  private final Graph upsampler;
  private final CodecShape shape;
  private final int layers;
  private final int width;

  private ChunkedCodec(Graph recurrent, Graph upsampler, CodecShape shape) {
    this.recurrent = recurrent;
    this.upsampler = upsampler;
    this.shape = shape;
    this.layers =
        (int) recurrent.inputNames().stream().filter(name -> name.startsWith("hidden.")).count();
    this.width = layers == 0 ? 0 : recurrent.inputSize("hidden.0", 2);
  }

  public static ChunkedCodec open(
      OnnxRuntime runtime, Path recurrent, Path upsampler, CodecShape shape) {
    Graph first = Graph.open(runtime, recurrent);
    try {
      return new ChunkedCodec(first, Graph.open(runtime, upsampler), shape);
    } catch (GraphFailure e) {
      first.close();
      throw e;
    }
  }

  @Override
  public CodecShape shape() {
    return shape;
  }

  @Override
  public Decoding begin() {
    return new Chunks();
  }

  @Override
  public void close() {
    recurrent.close();
    upsampler.close();
  }

  private final class Chunks implements Decoding {
    private final CodeHistory history = new CodeHistory(shape.codebooks());
    private final float[][] hidden = new float[layers][width];
    private final float[][] cell = new float[layers][width];
    private float[] features = {}; // [width][featureFrames], from featureStart on
    private int featureStart;
    private int featureEnd;
    private int written; // codec frames whose audio has been passed on

    @Override
    public void add(int[][] codes, AudioSink sink) throws IOException {
      history.add(codes);
      while (history.length() - shape.reach() - featureEnd >= CHUNK_FRAMES) {
        recur(featureEnd + CHUNK_FRAMES);
        upsample(featureEnd - REACH, sink);
      }
    }

    @Override
    public void finish(AudioSink sink) throws IOException {
      while (featureEnd < history.length()) {
        recur(Math.min(history.length(), featureEnd + CHUNK_FRAMES));
        upsample(featureEnd - (featureEnd < history.length() ? REACH : 0), sink);
      }
    }

    /// Computes the features up to `end` and remembers the recurrent state there.
    private void recur(int end) {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      int from = featureEnd - shape.reach();
      int to = end + shape.reach();
      inputs.put(
          "codes", recurrent.longs(history.mirrored(from, to), shape.codebooks(), to - from));
      for (int layer = 0; layer < layers; layer++) {
        inputs.put("hidden." + layer, recurrent.floats(hidden[layer], 1, 1, width));
        inputs.put("cell." + layer, recurrent.floats(cell[layer], 1, 1, width));
      }
      try (OrtSession.Result result = recurrent.run(inputs)) {
        for (int layer = 0; layer < layers; layer++) {
          hidden[layer] = Graph.copy(recurrent.output(result, "next_hidden." + layer));
          cell[layer] = Graph.copy(recurrent.output(result, "next_cell." + layer));
        }
        append(Graph.copy(recurrent.output(result, "features")), end - featureEnd);
      } finally {
        Graph.closeAll(inputs.values());
      }
    }

    /// Drops what the upsampler does not look back to, and adds the new features.
    private void append(float[] more, int moreFrames) {
      int channels = more.length / moreFrames;
      int keepFrom = Math.max(featureStart, written - REACH);
      int kept = featureEnd - keepFrom;
      int oldFrames = featureEnd - featureStart;
      float[] joined = new float[channels * (kept + moreFrames)];
      for (int channel = 0; channel < channels; channel++) {
        int to = channel * (kept + moreFrames);
        int old = channel * oldFrames + keepFrom - featureStart;
        System.arraycopy(features, old, joined, to, kept);
        System.arraycopy(more, channel * moreFrames, joined, to + kept, moreFrames);
      }
      features = joined;
      featureStart = keepFrom;
      featureEnd += moreFrames;
    }

    private void upsample(int end, AudioSink sink) throws IOException {
      int frames = featureEnd - featureStart;
      int channels = features.length / frames;
      try (OnnxTensor input = upsampler.floats(features, 1, channels, frames);
          OrtSession.Result result = upsampler.run(Map.of("features", input))) {
        float[] audio = Graph.copy(upsampler.output(result, "audio"));
        int from = (written - featureStart) * shape.samplesPerFrame();
        int to = (end - featureStart) * shape.samplesPerFrame();
        sink.write(Arrays.copyOfRange(audio, from, to));
        written = end;
      }
    }
  }
}
