package lofi.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Another program that holds a lock until its standard input ends.
final class LockHolder {
  private LockHolder() {}

  /// @param args the file
  public static void main(String[] args) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      System.out.println("locked");
      System.in.readAllBytes();
    }
  }

  /// Starts it, and returns when it has the lock.
  static Process start(Path file) throws IOException {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!"locked".equals(holder.inputReader().readLine())) {
      throw new IOException("It did not get the lock");
    }
    return holder;
  }
}
