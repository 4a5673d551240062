package lofi.musicgen.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import lofi.musicgen.checkpoint.Element;
import lofi.musicgen.checkpoint.MalformedFileException;
import lofi.musicgen.convert.ConversionProgress;
import lofi.musicgen.convert.Converter;
import lofi.musicgen.convert.RequestedQuantization;
import lofi.musicgen.convert.SyntheticCheckpoint;
import lofi.musicgen.installed.ModelFolder;
import lofi.musicgen.installed.Precision;
import lofi.musicgen.onnx.Device;
import lofi.musicgen.onnx.GraphFailure;
import lofi.weights.Catalogue;
import lofi.weights.CatalogueModel;
import lofi.weights.InstallProgress;
import lofi.weights.ModelStore;
import lofi.weights.Publisher;
import lofi.weights.WeightsException;

/// Models from the command line: `scripts/model`, and what the editor starts for `:Lofi model`.
///
/// Results go to standard output, everything else to standard error. With `--progress`, progress
/// goes to standard output too, as lines of `progress DONE TOTAL WHAT`.
public final class ModelTool {
  private static final String USAGE =
      """
      usage: model list [--models DIR]
             model info [NAME | DIR] [--models DIR]
             model install NAME [--quantization q4|q8|fp32] [--yes] [--progress] [--models DIR]
             model verify NAME | DIR [--models DIR]
             model remove NAME [--models DIR]
             model convert SOURCE TARGET [--quantization q4|q8|fp32] [--progress]
             model generate --model DIR --prompt TEXT (--seconds S | --frames F) --out FILE.wav
                   [--greedy] [--seed N] [--guidance G] [--temperature T] [--top-k K]
                   [--quantization Q] [--device auto|cpu|cuda|metal] [--threads N]
                   [--codes FILE.json]
             model synthesize TARGET [--seed N] [--config FILE.json]\
      """;
  private static final Logger LOG = System.getLogger("lofi.musicgen");
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final int CANCELLED = 130; // as a shell has it after Ctrl-C

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  ModelTool(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--progress")) {
      endWithStarter();
    }
    int code = new ModelTool(System.out, System.err, System.getenv()).run(List.of(arguments));
    System.out.flush();
    Runtime.getRuntime().halt(code); // ONNX Runtime's threads need no goodbye
  }

  /// Whoever watches the progress keeps our standard input open as long as it lives.
  private static void endWithStarter() {
    Thread.ofPlatform()
        .daemon()
        .name("lofi-model-end")
        .start(() -> {
          try {
            System.in.transferTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            // the same as its end
          }
          Runtime.getRuntime().halt(CANCELLED);
        });
  }

  /// Does one command; the answer is the exit code.
  int run(List<String> arguments) {
    try {
      return dispatch(arguments);
    } catch (UsageException e) {
      err.println("model: " + e.getMessage());
      err.println(USAGE);
      return MISUSED;
    } catch (WeightsException e) {
      return fail(e.getMessage() + ". " + e.advice());
    } catch (MissingModelException | MalformedFileException | GraphFailure e) {
      return fail(String.valueOf(e.getMessage()));
    } catch (NoMusicException | IllegalArgumentException e) {
      return fail(String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      return fail("There is too little memory. Choose a smaller quantization.");
    } catch (CancellationException e) {
      err.println("model: broken off; the same command goes on where it ended");
      return CANCELLED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CANCELLED;
    } catch (IOException e) {
      return fail(inWords(e));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A command failed", e);
      return fail("The model's files say what cannot be (" + e + ")");
    }
  }

  /// Java names the file and lets the class say what is wrong with it.
  private static String inWords(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure) {
      case NoSuchFileException _ -> "There is no " + message;
      case AccessDeniedException _ -> "This user may not use " + message;
      case FileAlreadyExistsException _ -> message;
      default ->
          message.contains("No space left")
              ? "The disk is full (" + message + "). Make room, then run the same command again."
              : failure.getClass().getSimpleName() + ": " + message;
    };
  }

  private int fail(String reason) {
    err.println("model: " + reason);
    return FAILED;
  }

  private int dispatch(List<String> arguments) throws IOException, InterruptedException {
    if (arguments.isEmpty()) {
      throw new UsageException("What shall be done?");
    }
    List<String> rest = arguments.subList(1, arguments.size());
    return switch (arguments.getFirst()) {
      case "list" -> list(parse(rest));
      case "info" -> info(parse(rest));
      case "install" -> install(parse(rest));
      case "verify" -> verify(parse(rest));
      case "remove" -> remove(parse(rest));
      case "convert" -> convert(parse(rest));
      case "generate" -> new GenerateCommandLine(out, err).run(rest);
      case "synthesize" -> synthesize(rest);
      case "--help", "help" -> {
        out.println(USAGE);
        yield 0;
      }
      default -> throw new UsageException("There is no command " + arguments.getFirst());
    };
  }

  private static ToolArguments parse(List<String> rest) {
    return ToolArguments.parse(
        rest, Set.of("--models", "--quantization"), Set.of("--yes", "--progress"));
  }

  private ModelStore store(ToolArguments arguments) throws WeightsException {
    Path models = arguments.option("--models").map(Path::of).orElseGet(this::usualFolder);
    return new ModelStore(models, Publisher.of(environment));
  }

  private Path usualFolder() {
    String home = environment.getOrDefault("HOME", ".");
    String data = environment.getOrDefault("XDG_DATA_HOME", home + "/.local/share");
    String app = environment.getOrDefault("NVIM_APPNAME", "nvim");
    return Path.of(data, app, "lofi", "models");
  }

  private int list(ToolArguments arguments) throws IOException {
    ModelStore store = store(arguments);
    for (Path model : store.installed()) {
      out.println(model.getFileName() + "  " + describe(model));
    }
    for (String name : store.unfinished()) {
      out.println(name + "  unfinished: model install goes on where it ended");
    }
    for (CatalogueModel model : Catalogue.models()) {
      out.printf(
          Locale.ROOT,
          "%s  available: %s, %,d MB, %s%n",
          model.name(),
          model.title(),
          model.bytes() / 1_000_000,
          model.licence());
    }
    return 0;
  }

  private static String describe(Path model) {
    return switch (ModelFolder.find(model, Precision.Q4)) {
      case ModelFolder.Search.Found(ModelFolder found) -> "installed: " + found.version();
      case ModelFolder.Search.Missing _ when ModelFolder.isCheckpoint(model) ->
          "a checkpoint, not converted yet";
      case ModelFolder.Search.Missing(String reason) -> "unusable: " + reason;
    };
  }

  private int info(ToolArguments arguments) throws IOException {
    if (arguments.words().isEmpty()) {
      Catalogue.models().forEach(this::print);
      return 0;
    }
    String name = arguments.words(1).getFirst();
    var known = Catalogue.find(name);
    known.ifPresent(this::print);
    Path folder = folder(arguments, name);
    if (Files.isDirectory(folder)) {
      out.println(folder + "  " + describe(folder));
    } else if (known.isEmpty()) {
      throw new UsageException("There is no model " + name);
    }
    return 0;
  }

  private void print(CatalogueModel model) {
    out.printf(
        Locale.ROOT,
        "%s: %s%n  from %s at %s%n  licence %s%n  checksums from %s%n",
        model.name(),
        model.title(),
        model.repository(),
        model.revision(),
        model.licence(),
        model.hashSource());
    model
        .files()
        .forEach(file ->
            out.printf(
                Locale.ROOT,
                "  %s%,d bytes  %s  %s%n",
                file.isExact() ? "" : "about ",
                file.bytes(),
                file.sha256().orElse("checksum declared by the server"),
                file.path()));
  }

  /// An installed model's folder, or any other folder by its path.
  private Path folder(ToolArguments arguments, String nameOrPath) throws IOException {
    boolean isName = nameOrPath.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    Path installed = store(arguments).folder().resolve(isName ? nameOrPath : ".");
    return isName && Files.isDirectory(installed) ? installed : Path.of(nameOrPath);
  }

  private int install(ToolArguments arguments) throws IOException, InterruptedException {
    String name = arguments.words(1).getFirst();
    CatalogueModel model =
        Catalogue.find(name)
            .orElseThrow(() -> new UsageException("The catalogue has no model " + name));
    RequestedQuantization quantization = quantization(arguments);
    if (!arguments.has("--yes") && !isAgreed(model)) {
      err.println("Nothing was installed.");
      return FAILED;
    }
    ModelStore store = store(arguments);
    long converted =
        model.isCheckpoint()
            ? Converter.bytes(model.bytes() / Float.BYTES, quantization.quantization())
            : 0;
    Path source = store.install(model, converted, new Meter(arguments.has("--progress")));
    if (!model.isCheckpoint()) {
      out.println(source);
      return 0;
    }
    Path target = source.resolveSibling(name + "-" + quantization.quantization().label());
    if (!Files.exists(target)) {
      convert(source, target, quantization, arguments);
    }
    out.println(target);
    return 0;
  }

  private boolean isAgreed(CatalogueModel model) throws IOException {
    err.printf(
        Locale.ROOT,
        "%s: %,d MB from %s, licence %s%nInstall it? [y/N] ",
        model.title(),
        model.bytes() / 1_000_000,
        model.repository(),
        model.licence());
    String answer =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  private static RequestedQuantization quantization(ToolArguments arguments) {
    String word = arguments.option("--quantization").orElse("q4");
    return RequestedQuantization.of(word)
        .orElseThrow(() -> new UsageException("There is no quantization " + word));
  }

  private int convert(ToolArguments arguments) throws IOException {
    List<String> folders = arguments.words(2);
    convert(Path.of(folders.get(0)), Path.of(folders.get(1)), quantization(arguments), arguments);
    return 0;
  }

  private void convert(
      Path source, Path target, RequestedQuantization quantization, ToolArguments arguments)
      throws IOException {
    quantization.remark().ifPresent(arguments.has("--progress") ? out::println : err::println);
    double error =
        Converter.convert(
            source, target, quantization.quantization(), new Meter(arguments.has("--progress")));
    ModelStore.lock(target);
    err.printf(
        Locale.ROOT,
        "Converted; in a short run its logits are within %.2g of the source's%n",
        error);
  }

  private int verify(ToolArguments arguments) throws IOException {
    Path folder = folder(arguments, arguments.words(1).getFirst());
    List<String> problems = ModelStore.verify(folder);
    problems.forEach(out::println);
    if (!problems.isEmpty()) {
      return FAILED;
    }
    switch (ModelFolder.find(folder, Precision.Q4)) {
      case ModelFolder.Search.Missing(String reason) -> throw new MissingModelException(reason);
      case ModelFolder.Search.Found(ModelFolder model) -> {
        MusicModel.open(model, Device.CPU, new Cores(1)).close();
        out.println(
            model.version()
                + (ModelStore.isLocked(folder)
                    ? " is whole, and it loads"
                    : " loads; there is no weights.lock to compare its files with"));
      }
    }
    return 0;
  }

  private int remove(ToolArguments arguments) throws IOException {
    String name = arguments.words(1).getFirst();
    if (!store(arguments).remove(name)) {
      throw new UsageException("There is no model " + name);
    }
    return 0;
  }

  private static int synthesize(List<String> rest) throws IOException {
    ToolArguments arguments = ToolArguments.parse(rest, Set.of("--seed", "--config"), Set.of());
    Path target = Path.of(arguments.words(1).getFirst());
    Optional<String> config = arguments.option("--config");
    SyntheticCheckpoint.write(
        target,
        config.isPresent() ? Files.readString(Path.of(config.get())) : SyntheticCheckpoint.SMALL,
        Element.F16,
        arguments.whole("--seed", 1));
    return 0;
  }

  /// Tells how far something is, to people or to a program.
  private final class Meter implements InstallProgress, ConversionProgress {
    private static final int STEPS = 100;

    private final boolean forPrograms;
    private long told = -1;

    Meter(boolean forPrograms) {
      this.forPrograms = forPrograms;
    }

    @Override
    public void fetched(String file, long bytesDone, long bytesTotal) {
      tell(bytesDone, bytesTotal, file);
    }

    @Override
    public void step(int done, int total) {
      tell(done, total, "conversion");
    }

    private void tell(long done, long total, String what) {
      long part = done * STEPS / Math.max(1, total);
      if (part == told) {
        return;
      }
      told = part;
      if (forPrograms) {
        out.println("progress " + done + " " + total + " " + what);
        out.flush();
      } else {
        err.print("\r" + part + " %  " + what + "    ");
        err.flush();
      }
    }

    @Override
    public boolean isCancelled() {
      return Thread.currentThread().isInterrupted();
    }
  }
}
