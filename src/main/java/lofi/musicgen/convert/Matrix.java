package lofi.musicgen.convert;

import java.util.List;
import lofi.musicgen.checkpoint.Tensor;

/// A matrix of weights in the order in which our decoder wants it, row by row.
///
/// A row is an output. What a matrix leaves out of a row is padding and stays zero.
@FunctionalInterface
interface Matrix {
  /// Fills in row `output`, which begins at `into[at]` and is zero so far.
  void row(int output, float[] into, int at);

  /// The rows of several tensors, one tensor after the other.
  static Matrix stacked(List<Tensor> tensors) {
    List<float[]> parts = tensors.stream().map(Tensor::read).toList();
    int width = tensors.getFirst().rowSize();
    int rows = tensors.getFirst().rows();
    return (output, into, at) -> {
      if (output < rows * parts.size()) {
        System.arraycopy(parts.get(output / rows), output % rows * width, into, at, width);
      }
    };
  }

  /// Projections for heads, ordered by head: a padded head of each part, then the next head.
  static Matrix byHead(List<Tensor> tensors, HeadLayout heads) {
    List<float[]> parts = tensors.stream().map(Tensor::read).toList();
    int inputs = tensors.getFirst().rowSize();
    return (output, into, at) -> {
      int group = output / heads.paddedWidth();
      int channel = output % heads.paddedWidth();
      if (channel < heads.width()) {
        int row = group / parts.size() * heads.width() + channel;
        System.arraycopy(parts.get(group % parts.size()), row * inputs, into, at, inputs);
      }
    };
  }

  /// A matrix that reads what padded heads have written.
  static Matrix fromHeads(Tensor tensor, HeadLayout heads) {
    float[] all = tensor.read();
    int inputs = tensor.rowSize();
    return (output, into, at) -> {
      if (output < tensor.rows()) {
        for (int head = 0; head < heads.count(); head++) {
          int from = output * inputs + head * heads.width();
          System.arraycopy(all, from, into, at + head * heads.paddedWidth(), heads.width());
        }
      }
    };
  }

  /// How many heads a layer has, their width in the checkpoint and after padding.
  record HeadLayout(int count, int width, int paddedWidth) {}
}
