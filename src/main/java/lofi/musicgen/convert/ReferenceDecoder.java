package lofi.musicgen.convert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lofi.musicgen.checkpoint.Checkpoint;
import lofi.musicgen.checkpoint.Tensor;
import lofi.musicgen.decoder.DecoderShape;
import lofi.musicgen.decoder.SinusoidalPositions;

/// MusicGen's language model as the paper has it: floats, straight from the checkpoint, no cache.
///
/// It computes a whole sequence at once, one tensor in memory at a time. Slow, but short enough to
/// be believed: conversions are compared with it.
public final class ReferenceDecoder {
  private static final double EPSILON = 1e-5;

  private final DecoderTensors tensors;
  private final DecoderShape shape;

  public ReferenceDecoder(Checkpoint checkpoint) {
    tensors = DecoderTensors.of(checkpoint);
    shape = tensors.shape();
  }

  /// The guided logits of each step.
  ///
  /// @param steps the codes of each step, one per codebook
  /// @param text the text encoder's output, a row per id
  public float[][] logits(int[][] steps, float[][] text, float guidanceScale) {
    float[][] conditional = hidden(steps, projected(text));
    float[][] unconditional = hidden(steps, new float[0][]);
    float[][] guided = new float[steps.length][shape.hidden()];
    for (int step = 0; step < steps.length; step++) {
      for (int i = 0; i < shape.hidden(); i++) {
        float without = unconditional[step][i];
        guided[step][i] = without + (conditional[step][i] - without) * guidanceScale;
      }
    }
    return heads(guided);
  }

  private float[][] projected(float[][] text) {
    if (tensors.textProjection().isEmpty()) {
      return text;
    }
    float[][] projected = linear(text, tensors.textProjection().get());
    float[] bias = tensors.textBias().read();
    for (float[] row : projected) {
      add(row, bias);
    }
    return projected;
  }

  private float[][] hidden(int[][] steps, float[][] text) {
    float[][] x = embedded(steps);
    for (int i = 0; i < shape.layers(); i++) {
      DecoderTensors.Layer layer = tensors.layer(i);
      add(x, attendToPiece(layer, normalised(x, layer.selfNorm())));
      if (text.length > 0) {
        add(x, attendToText(layer, normalised(x, layer.crossNorm()), text));
      }
      add(x, feedForward(layer, normalised(x, layer.feedNorm())));
    }
    return normalised(x, tensors.norm());
  }

  private float[][] embedded(int[][] steps) {
    SinusoidalPositions positions = new SinusoidalPositions(shape.hidden());
    float[][] x = new float[steps.length][shape.hidden()];
    for (int step = 0; step < steps.length; step++) {
      positions.write(step, x[step]);
      for (int book = 0; book < shape.codebooks(); book++) {
        add(x[step], tensors.embedding(book).readRows(steps[step][book], 1));
      }
    }
    return x;
  }

  private float[][] attendToPiece(DecoderTensors.Layer layer, float[][] x) {
    float[][] queries = linear(x, layer.self("q"));
    float[][] keys = linear(x, layer.self("k"));
    float[][] values = linear(x, layer.self("v"));
    float[][] heard = new float[x.length][shape.hidden()];
    for (int step = 0; step < x.length; step++) {
      attend(queries[step], keys, values, step + 1, heard[step]);
    }
    return linear(heard, layer.selfOut());
  }

  private float[][] attendToText(DecoderTensors.Layer layer, float[][] x, float[][] text) {
    float[][] queries = linear(x, layer.cross("q"));
    float[][] keys = linear(text, layer.cross("k"));
    float[][] values = linear(text, layer.cross("v"));
    float[][] heard = new float[x.length][shape.hidden()];
    for (int step = 0; step < x.length; step++) {
      attend(queries[step], keys, values, text.length, heard[step]);
    }
    return linear(heard, layer.crossOut());
  }

  /// Each head takes the mean of the first `count` values, weighted by how well their keys match.
  private void attend(float[] query, float[][] keys, float[][] values, int count, float[] out) {
    for (int head = 0; head < shape.heads(); head++) {
      int from = head * shape.headWidth();
      double[] weights = new double[count];
      for (int i = 0; i < count; i++) {
        double match = dot(query, from, keys[i], from, shape.headWidth());
        weights[i] = match / Math.sqrt(shape.headWidth());
      }
      softmax(weights);
      for (int i = 0; i < count; i++) {
        for (int channel = from; channel < from + shape.headWidth(); channel++) {
          out[channel] += (float) (weights[i] * values[i][channel]);
        }
      }
    }
  }

  private static void softmax(double[] weights) {
    double most = Arrays.stream(weights).max().orElse(0);
    Arrays.setAll(weights, i -> Math.exp(weights[i] - most));
    double sum = Arrays.stream(weights).sum();
    Arrays.setAll(weights, i -> weights[i] / sum);
  }

  private float[][] feedForward(DecoderTensors.Layer layer, float[][] x) {
    float[][] wide = linear(x, layer.feedUp());
    for (float[] row : wide) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) gelu(row[i]);
      }
    }
    return linear(wide, layer.feedDown());
  }

  private static double gelu(double x) {
    return x / 2 * (1 + ErrorFunction.erf(x / Math.sqrt(2)));
  }

  private static float[][] normalised(float[][] x, DecoderTensors.Norm norm) {
    float[] gain = norm.gain().read();
    float[] bias = norm.bias().read();
    float[][] normal = new float[x.length][];
    Arrays.setAll(normal, row -> normalised(x[row], gain, bias));
    return normal;
  }

  private static float[] normalised(float[] x, float[] gain, float[] bias) {
    double mean = 0;
    for (float value : x) {
      mean += value / x.length;
    }
    double variance = 0;
    for (float value : x) {
      variance += (value - mean) * (value - mean) / x.length;
    }
    float[] normal = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      normal[i] = (float) ((x[i] - mean) / Math.sqrt(variance + EPSILON) * gain[i] + bias[i]);
    }
    return normal;
  }

  private float[][] heads(float[][] hidden) {
    List<float[][]> books = new ArrayList<>();
    tensors.heads().forEach(head -> books.add(linear(hidden, head)));
    float[][] logits = new float[hidden.length][shape.logits()];
    for (int step = 0; step < hidden.length; step++) {
      for (int book = 0; book < shape.codebooks(); book++) {
        int at = book * shape.vocabulary();
        System.arraycopy(books.get(book)[step], 0, logits[step], at, shape.vocabulary());
      }
    }
    return logits;
  }

  /// x · Wᵀ for every row of `x`.
  private static float[][] linear(float[][] x, Tensor weight) {
    float[] w = weight.read();
    int inputs = weight.rowSize();
    float[][] y = new float[x.length][weight.rows()];
    for (int output = 0; output < weight.rows(); output++) {
      for (int row = 0; row < x.length; row++) {
        y[row][output] = dot(x[row], 0, w, output * inputs, inputs);
      }
    }
    return y;
  }

  /// Four sums side by side: they do not wait for one another.
  private static float dot(float[] a, int aAt, float[] b, int bAt, int count) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int whole = count / 4 * 4;
    for (int i = 0; i < whole; i += 4) {
      s0 += a[aAt + i] * b[bAt + i];
      s1 += a[aAt + i + 1] * b[bAt + i + 1];
      s2 += a[aAt + i + 2] * b[bAt + i + 2];
      s3 += a[aAt + i + 3] * b[bAt + i + 3];
    }
    for (int i = whole; i < count; i++) {
      s0 += a[aAt + i] * b[bAt + i];
    }
    return s0 + s1 + (s2 + s3);
  }

  private static void add(float[][] x, float[][] more) {
    for (int row = 0; row < x.length; row++) {
      add(x[row], more[row]);
    }
  }

  private static void add(float[] x, float[] more) {
    for (int i = 0; i < x.length; i++) {
      x[i] += more[i];
    }
  }
}
