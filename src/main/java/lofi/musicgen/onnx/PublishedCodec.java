package lofi.musicgen.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// The published `encodec_decode` graph, run in windows so that a long piece needs little memory.
///
/// The graph starts from silence every time, so a window needs frames before it (its recurrent
/// layer has to remember) and a few after it. Nothing tells how long that memory is. So a window is
/// compared with the one before it where the two overlap, and while they differ the window is
/// decoded again with twice the context, if need be from the very beginning. A quantized graph
/// rounds every window differently; where more context brings the two no closer, that is accepted.
public final class PublishedCodec implements AudioCodec {
  private static final int WINDOW_FRAMES = 250;
  private static final int FRAMES_BEFORE = 50;
  private static final int FRAMES_AFTER = 24;

  /// At the end of a window, audio within so many frames is not yet what it will be.
  private static final int UNSETTLED_FRAMES = 8;

  /// The whole decode is to be met within 1e-3; an overlap shows a part of the difference only.
  private static final float CLOSE = 2e-4f;

  private final Graph graph;
  private final CodecShape shape;

  private PublishedCodec(Graph graph, CodecShape shape) {
    this.graph = graph;
    this.shape = shape;
  }

  public static PublishedCodec open(OnnxRuntime runtime, Path file, CodecShape shape) {
    return new PublishedCodec(Graph.open(runtime, file), shape);
  }

  @Override
  public CodecShape shape() {
    return shape;
  }

  @Override
  public Decoding begin() {
    return new Windows();
  }

  @Override
  public void close() {
    graph.close();
  }

  /// Decodes all frames in one run, which takes 75 MB a second of audio.
  public float[] decodeAtOnce(int[][] codes) {
    CodeHistory history = new CodeHistory(shape.codebooks());
    history.add(codes);
    return decode(history, 0, history.length());
  }

  private float[] decode(CodeHistory history, int from, int to) {
    try (OnnxTensor codes =
            graph.longs(history.mirrored(from, to), 1, 1, shape.codebooks(), to - from);
        OrtSession.Result result = graph.run(Map.of("audio_codes", codes))) {
      return Graph.copy(graph.output(result, "audio_values"));
    }
  }

  private final class Windows implements Decoding {
    private final CodeHistory history = new CodeHistory(shape.codebooks());
    private int framesBefore = FRAMES_BEFORE;
    private int written; // codec frames whose audio has been passed on
    private float[] expected = {}; // what the window before heard of the next one's beginning

    @Override
    public void add(int[][] codes, AudioSink sink) throws IOException {
      history.add(codes);
      while (history.length() - written >= WINDOW_FRAMES + FRAMES_AFTER) {
        write(WINDOW_FRAMES, FRAMES_AFTER, sink);
      }
    }

    @Override
    public void finish(AudioSink sink) throws IOException {
      if (history.length() > written) {
        write(history.length() - written, 0, sink);
      }
    }

    private void write(int frames, int framesAfter, AudioSink sink) throws IOException {
      float[] audio = agreeing(written + frames + framesAfter);
      int length = frames * shape.samplesPerFrame();
      sink.write(Arrays.copyOf(audio, length));
      int settled = Math.max(0, framesAfter - UNSETTLED_FRAMES) * shape.samplesPerFrame();
      expected = Arrays.copyOfRange(audio, length, length + settled);
      written += frames;
    }

    /// The audio from `written` to `end`, with as much context as it takes to agree.
    private float[] agreeing(int end) {
      float[] audio = decodeFrom(written - framesBefore, end);
      float difference = differenceFromExpected(audio);
      for (int more = 2 * framesBefore; difference > CLOSE; more *= 2) {
        float[] again = decodeFrom(written - more, end);
        float next = differenceFromExpected(again);
        if (next > difference / 2 && next > CLOSE) {
          return audio;
        }
        audio = again;
        difference = next;
        framesBefore = more;
        if (more >= written) {
          return audio;
        }
      }
      return audio;
    }

    private float[] decodeFrom(int from, int end) {
      int start = Math.max(0, from);
      float[] audio = decode(history, start, end);
      return Arrays.copyOfRange(audio, (written - start) * shape.samplesPerFrame(), audio.length);
    }

    private float differenceFromExpected(float[] audio) {
      float most = 0;
      for (int i = 0; i < Math.min(expected.length, audio.length); i++) {
        most = Math.max(most, Math.abs(expected[i] - audio[i]));
      }
      return most;
    }
  }
}
