package lofi.library.mp3;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// The program `lame`, which makes MP3.
///
/// It gets its input through a pipe, so that it ends when this process ends, however that happens.
/// It writes the file itself: into a pipe it could not go back to the beginning, where it notes how
/// much silence to leave out.
public final class Lame {
  private static final String NAME =
      System.getProperty("os.name", "").startsWith("Windows") ? "lame.exe" : "lame";

  private static final String KILOBITS_PER_SECOND = "128";
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final long LOOK_EVERY_MILLIS = 20;

  /// Looks and not milliseconds, so that a machine that slept does not pass for a program that
  /// hangs.
  private final int looksWithoutProgress;

  private final Path program;

  /// @param patienceSec how long it may take nothing in before it counts as hanging
  Lame(Path program, int patienceSec) {
    this.program = program;
    this.looksWithoutProgress = (int) (TimeUnit.SECONDS.toMillis(patienceSec) / LOOK_EVERY_MILLIS);
  }

  /// The one on the user's path.
  public static Optional<Lame> find() {
    return find(System.getenv().getOrDefault("PATH", ""));
  }

  /// The first one in the folders of `searchPath`.
  public static Optional<Lame> find(String searchPath) {
    return Arrays.stream(searchPath.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, NAME))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(file -> new Lame(file, 10));
  }

  /// Makes MP3 of a WAV file and returns when the disk has it.
  ///
  /// @param isUnwanted is asked again and again; when it says yes, the work ends
  /// @throws IOException when there is no whole MP3; something may lie at `mp3` nevertheless
  public void encode(Path wav, Path mp3, BooleanSupplier isUnwanted) throws IOException {
    Process lame = start(mp3);
    try {
      waitFor(lame, feed(lame, wav), isUnwanted);
    } finally {
      lame.destroyForcibly();
    }
    if (lame.exitValue() != 0) {
      throw new IOException(program + " ended with code " + lame.exitValue());
    }
    try (FileChannel file = FileChannel.open(mp3, StandardOpenOption.WRITE)) {
      file.force(true);
    }
  }

  private Process start(Path mp3) throws IOException {
    List<String> command =
        List.of(
            program.toString(),
            "--silent",
            "--noreplaygain",
            "--cbr",
            "-b",
            KILOBITS_PER_SECOND,
            "-",
            mp3.toString());
    return new ProcessBuilder(command)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  /// Hands the file over beside us, since a program that hangs would hold whoever does.
  ///
  /// @return how many bytes it has taken so far
  private static AtomicLong feed(Process lame, Path wav) {
    AtomicLong taken = new AtomicLong();
    Thread.ofVirtual()
        .name("lofi-disk-lame")
        .start(() -> {
          byte[] chunk = new byte[CHUNK_BYTES];
          try (InputStream from = Files.newInputStream(wav);
              OutputStream to = lame.getOutputStream()) {
            for (int read = from.read(chunk); read > 0; read = from.read(chunk)) {
              to.write(chunk, 0, read);
              taken.addAndGet(read);
            }
          } catch (IOException e) {
            // It left before it had everything: its code says so, or the length of its file.
          }
        });
    return taken;
  }

  private void waitFor(Process lame, AtomicLong taken, BooleanSupplier isUnwanted)
      throws IOException {
    long takenBefore = -1;
    int looks = 0;
    try {
      while (!lame.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        long takenNow = taken.get();
        looks = takenNow == takenBefore ? looks + 1 : 0;
        takenBefore = takenNow;
        if (isUnwanted.getAsBoolean()) {
          throw new IOException("Nobody wants the MP3 any more");
        }
        if (looks > looksWithoutProgress) {
          throw new IOException(program + " hangs");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
