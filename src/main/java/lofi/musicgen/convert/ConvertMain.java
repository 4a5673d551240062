package lofi.musicgen.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import lofi.musicgen.checkpoint.MalformedFileException;

/// `SOURCE TARGET [--quantization q4|q8|fp16|fp32]`: converts a published checkpoint.
public final class ConvertMain {
  private static final String USAGE =
      "Usage: convert SOURCE TARGET [--quantization q4|q8|fp16|fp32]";

  private ConvertMain() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    Optional<RequestedQuantization> wanted = quantization(args);
    if (wanted.isEmpty()) {
      System.err.println(USAGE);
      return 2;
    }
    wanted.get().remark().ifPresent(System.err::println);
    try {
      double error = convert(Path.of(args[0]), Path.of(args[1]), wanted.get());
      System.err.printf("Converted; the logits differ from the source's by %.4f%n", error);
      return 0;
    } catch (MalformedFileException e) {
      System.err.println(e.reason());
    } catch (IOException e) {
      System.err.println("The conversion failed: " + e.getMessage());
    } catch (CancellationException e) {
      System.err.println("The conversion was cancelled");
    }
    return 1;
  }

  private static double convert(Path source, Path target, RequestedQuantization wanted)
      throws IOException {
    return Converter.convert(source, target, wanted.quantization(), new Printed());
  }

  private static Optional<RequestedQuantization> quantization(String... args) {
    if (args.length == 2) {
      return RequestedQuantization.of("q4");
    }
    return args.length == 4 && args[2].equals("--quantization")
        ? RequestedQuantization.of(args[3])
        : Optional.empty();
  }

  private static final class Printed implements ConversionProgress {
    @Override
    public void step(int done, int total) {
      System.err.printf("decoder %d/%d%n", done, total);
    }

    @Override
    public boolean isCancelled() {
      return false;
    }
  }
}
