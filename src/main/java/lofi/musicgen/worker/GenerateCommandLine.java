package lofi.musicgen.worker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import lofi.musicgen.convert.RequestedQuantization;
import lofi.musicgen.installed.Precision;
import lofi.musicgen.onnx.CodecShape;
import lofi.musicgen.onnx.Device;

/// `model generate`: one piece from a prompt into a file, without an editor.
final class GenerateCommandLine {
  private static final Set<String> OPTIONS =
      Set.of(
          "--model",
          "--prompt",
          "--seconds",
          "--frames",
          "--out",
          "--seed",
          "--guidance",
          "--temperature",
          "--top-k",
          "--quantization",
          "--device",
          "--threads",
          "--codes");
  private static final double USUAL_GUIDANCE = 3;
  private static final long USUAL_TOP_K = 250;
  private static final int LONGEST_PROMPT = 2_000;
  private static final double LONGEST_SEC = 600;

  private final PrintStream out;
  private final PrintStream err;

  GenerateCommandLine(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  int run(List<String> words) throws IOException {
    ToolArguments arguments = ToolArguments.parse(words, OPTIONS, Set.of("--greedy"));
    arguments.words(0);
    Path target = Path.of(arguments.required("--out"));
    String prompt = arguments.required("--prompt").strip();
    if (prompt.isEmpty() || prompt.length() > LONGEST_PROMPT) {
      throw new UsageException(
          String.format(Locale.ROOT, "A prompt has 1 to %,d characters", LONGEST_PROMPT));
    }
    Optional<Path> codes = arguments.option("--codes").map(Path::of);
    requireFolderOf(target);
    codes.ifPresent(GenerateCommandLine::requireFolderOf);
    long start = System.nanoTime();
    try (ModelShelf shelf = new ModelShelf()) {
      MusicModel model = shelf.take(wish(arguments));
      err.printf(
          Locale.ROOT,
          "%s on %s, loaded in %.1f s%n",
          model.folder().version(),
          model.device(),
          secondsSince(start));
      make(model, prompt, arguments, target, codes);
    }
    return 0;
  }

  private ModelShelf.Wish wish(ToolArguments arguments) {
    String word = arguments.option("--quantization").orElse("fp32");
    RequestedQuantization.of(word).flatMap(RequestedQuantization::remark).ifPresent(err::println);
    Precision precision =
        Precision.named(word)
            .orElseThrow(() -> new UsageException("There is no quantization " + word));
    return new ModelShelf.Wish(
        Path.of(arguments.required("--model")),
        precision,
        device(arguments.option("--device").orElse("auto")),
        (int) arguments.whole("--threads", 0));
  }

  private static Device device(String name) {
    try {
      return Device.named(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException("There is no device " + name);
    }
  }

  /// Asked before the long work.
  private static void requireFolderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new UsageException(file + " is a folder and no file");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UsageException("There is no folder for the file " + file);
    }
  }

  private void make(
      MusicModel model, String prompt, ToolArguments arguments, Path target, Optional<Path> codes)
      throws IOException {
    CodecShape shape = model.codec().shape();
    int frames = frames(arguments, shape);
    long samples =
        arguments
            .option("--seconds")
            .map(_ -> Math.round(arguments.number("--seconds", 0) * shape.sampleRate()))
            .orElse((long) frames * shape.samplesPerFrame());
    PieceMaker.Order order =
        new PieceMaker.Order(
            prompt,
            frames,
            (float) arguments.number("--guidance", USUAL_GUIDANCE),
            drawer(arguments));
    long start = System.nanoTime();
    try (PieceFile file = new PieceFile(target, shape, samples, this::progress)) {
      new PieceMaker(model).make(order, file);
      file.finish();
      if (codes.isPresent()) {
        file.writeCodes(codes.get());
      }
    }
    err.printf(
        Locale.ROOT,
        "\r%.1f s of audio in %.1f s%n",
        frames / shape.framesPerSecond(),
        secondsSince(start));
    out.println(target);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static int frames(ToolArguments arguments, CodecShape shape) {
    if (arguments.option("--seconds").isPresent() == arguments.option("--frames").isPresent()) {
      throw new UsageException("Say either --seconds or --frames");
    }
    double perSecond = shape.framesPerSecond();
    double wanted =
        arguments.option("--frames").isPresent()
            ? arguments.whole("--frames", 0)
            : Math.ceil(arguments.number("--seconds", 0) * perSecond - 1e-9);
    if (!(wanted >= 1 && wanted <= LONGEST_SEC * perSecond)) {
      throw new UsageException("A piece lasts up to 600 seconds, and not less than one frame");
    }
    return (int) wanted;
  }

  private TokenDrawer drawer(ToolArguments arguments) {
    if (arguments.has("--greedy")) {
      return TokenDrawer.greedy();
    }
    long seed = arguments.whole("--seed", System.nanoTime() & Integer.MAX_VALUE);
    err.println("seed " + seed);
    return TokenDrawer.seeded(
        arguments.number("--temperature", 1), (int) arguments.whole("--top-k", USUAL_TOP_K), seed);
  }

  private void progress(int tokensGenerated, int tokensEstimated) {
    if (tokensGenerated % 10 == 0) {
      err.print("\r" + tokensGenerated * 100L / tokensEstimated + " % ");
      err.flush();
    }
  }
}
