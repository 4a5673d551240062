package lofi.musicgen.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lofi.musicgen.decoder.DecoderShape;
import lofi.musicgen.decoder.LmDecoder;
import org.jspecify.annotations.Nullable;

/// The published decoder graphs as they are, in either layout.
///
/// The first step of a piece computes the encoder keys and values, which later steps read. The
/// merged layout has one graph for both kinds of step, told apart by `use_cache_branch`; in its
/// later steps the encoder outputs are dummies, so those of the first step are kept. The split
/// layout has a graph for each kind; the first one is big and used once a piece, so it is open only
/// then.
public final class OnnxDecoder implements LmDecoder {
  private static final List<String> KEY_AND_VALUE = List.of("key", "value");

  private final OnnxRuntime runtime;
  private final DecoderShape shape;
  private final @Nullable Path firstStepFile;
  private final Graph graph;
  private @Nullable Piece piece;

  private OnnxDecoder(
      OnnxRuntime runtime, DecoderShape shape, @Nullable Path firstStepFile, Graph graph) {
    this.runtime = runtime;
    this.shape = shape;
    this.firstStepFile = firstStepFile;
    this.graph = graph;
  }

  /// Opens `decoder_model_merged`.
  public static OnnxDecoder merged(OnnxRuntime runtime, Path file, DecoderShape shape) {
    return checked(new OnnxDecoder(runtime, shape, null, Graph.open(runtime, file)));
  }

  /// Opens `decoder_model` for first steps and `decoder_with_past_model` for all others.
  public static OnnxDecoder split(
      OnnxRuntime runtime, Path firstStep, Path laterSteps, DecoderShape shape) {
    return checked(new OnnxDecoder(runtime, shape, firstStep, Graph.open(runtime, laterSteps)));
  }

  private static OnnxDecoder checked(OnnxDecoder decoder) {
    try {
      decoder.requireSameShape();
      return decoder;
    } catch (GraphFailure e) {
      decoder.close();
      throw e;
    }
  }

  private void requireSameShape() {
    String firstKey = past(0, "decoder", "key");
    graph.requireFloat(firstKey);
    long layers = graph.inputNames().stream().filter(name -> name.endsWith(".decoder.key")).count();
    requireEqual("layers", shape.layers(), (int) layers);
    requireEqual("heads", shape.heads(), graph.inputSize(firstKey, 1));
    requireEqual("head width", shape.headWidth(), graph.inputSize(firstKey, 3));
  }

  private void requireEqual(String what, int configured, int found) {
    if (found >= 0 && found != configured) {
      throw new GraphFailure(
          "config.json says %s %d, and %s has %d".formatted(what, configured, graph.name(), found));
    }
  }

  @Override
  public DecoderShape shape() {
    return shape;
  }

  @Override
  public void begin(float[] textHidden, int textLength, float guidanceScale, int maxSteps) {
    endPiece();
    piece = new Piece(textHidden, textLength, guidanceScale);
  }

  @Override
  public void step(int[] codes, int position, float @Nullable [] guidedLogits) {
    if (piece == null) {
      throw new IllegalStateException("A step needs a prompt");
    }
    piece.step(codes, position, guidedLogits);
  }

  @Override
  public void close() {
    endPiece();
    graph.close();
  }

  private void endPiece() {
    if (piece != null) {
      piece.close();
      piece = null;
    }
  }

  private static String past(int layer, String side, String part) {
    return "past_key_values.%d.%s.%s".formatted(layer, side, part);
  }

  private static String present(int layer, String side, String part) {
    return "present.%d.%s.%s".formatted(layer, side, part);
  }

  /// One prompt with its guidance rows and its keys and values.
  private final class Piece {
    private final float guidanceScale;
    private final int rows;
    private final int textLength;
    private final List<OnnxTensor> owned = new ArrayList<>();
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private OrtSession.@Nullable Result firstResult;
    private OrtSession.@Nullable Result latestResult;

    /// Up to a scale of 1 there is no guidance, so the unconditional row is left out.
    Piece(float[] textHidden, int textLength, float guidanceScale) {
      this.guidanceScale = guidanceScale;
      this.rows = guidanceScale > 1 ? 2 : 1;
      this.textLength = textLength;
      feedText(textHidden);
    }

    /// The conditional row is the prompt; the unconditional one is zeros that nobody looks at.
    private void feedText(float[] textHidden) {
      float[] hidden = Arrays.copyOf(textHidden, rows * textHidden.length);
      long[] heard = new long[rows * textLength];
      Arrays.fill(heard, 0, textLength, 1);
      feed(
          "encoder_hidden_states",
          graph.floats(hidden, rows, textLength, textHidden.length / textLength));
      feed("encoder_attention_mask", graph.longs(heard, rows, textLength));
    }

    private void feed(String name, OnnxTensor tensor) {
      owned.add(tensor);
      inputs.put(name, tensor);
    }

    void step(int[] codes, int position, float @Nullable [] guidedLogits) {
      if (position == 0) {
        firstStep(codes, guidedLogits);
      } else {
        keep(run(graph, codes), guidedLogits);
      }
    }

    private void firstStep(int[] codes, float @Nullable [] guidedLogits) {
      if (firstStepFile == null) {
        feedNoPast();
        keep(run(graph, codes), guidedLogits);
        feed("use_cache_branch", graph.flag(true));
      } else {
        try (Graph firstSteps = Graph.open(runtime, firstStepFile)) {
          keep(run(firstSteps, codes), guidedLogits);
        }
      }
    }

    private void feedNoPast() {
      feed("use_cache_branch", graph.flag(false));
      OnnxTensor nothing = graph.floats(new float[0], rows, shape.heads(), 0, shape.headWidth());
      owned.add(nothing);
      graph.inputNames().stream()
          .filter(name -> name.startsWith("past_key_values."))
          .forEach(name -> inputs.put(name, nothing));
    }

    private OrtSession.Result run(Graph stepGraph, int[] codes) {
      long[] ids = new long[rows * codes.length];
      Arrays.setAll(ids, i -> codes[i % codes.length]);
      try (OnnxTensor inputIds = stepGraph.longs(ids, ids.length, 1)) {
        inputs.put("input_ids", inputIds);
        return stepGraph.run(inputs);
      }
    }

    /// Keeps what the next step needs and closes what no step needs any more.
    private void keep(OrtSession.Result result, float @Nullable [] guidedLogits) {
      boolean isFirst = firstResult == null;
      for (int layer = 0; layer < shape.layers(); layer++) {
        for (String part : KEY_AND_VALUE) {
          keep(result, layer, "decoder", part);
          if (isFirst) {
            keep(result, layer, "encoder", part);
          }
        }
      }
      retire(result);
      if (guidedLogits != null) {
        guide(graph.output(result, "logits").getFloatBuffer(), guidedLogits);
      }
    }

    private void keep(OrtSession.Result result, int layer, String side, String part) {
      inputs.put(past(layer, side, part), graph.output(result, present(layer, side, part)));
    }

    private void retire(OrtSession.Result result) {
      if (firstResult == null) {
        firstResult = result; // holds the encoder keys and values of the whole piece
      } else {
        if (latestResult != null) {
          latestResult.close();
        }
        latestResult = result;
      }
    }

    /// Moves from the unconditional logits towards the conditional ones, and past them.
    private void guide(FloatBuffer logits, float[] guided) {
      int count = shape.logits();
      if (logits.remaining() != rows * count) {
        throw new GraphFailure(
            "%s gives %d logits where config.json makes %d"
                .formatted(graph.name(), logits.remaining(), rows * count));
      }
      if (rows == 1) {
        logits.get(guided, 0, count);
        return;
      }
      for (int i = 0; i < count; i++) {
        float free = logits.get(count + i);
        guided[i] = free + (logits.get(i) - free) * guidanceScale;
      }
    }

    void close() {
      if (latestResult != null) {
        latestResult.close();
      }
      if (firstResult != null) {
        firstResult.close();
      }
      Graph.closeAll(owned);
    }
  }
}
