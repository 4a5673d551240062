package lofi.musicgen.convert;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A folder that is being filled, and disappears unless it is moved to its place.
///
/// Its name tells the process that fills it, so that what a killed one left is swept by the next.
final class UnfinishedFolder implements Closeable {
  private static final String MARK = ".unfinished-";

  private final Path path;

  private UnfinishedFolder(Path path) {
    this.path = path;
  }

  static UnfinishedFolder beside(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    Path name = absolute.getFileName();
    if (parent == null || name == null) {
      throw new IOException(target + " cannot be made");
    }
    Files.createDirectories(parent);
    String prefix = "." + name + MARK;
    sweep(parent, prefix);
    Path folder = parent.resolve(prefix + ProcessHandle.current().pid());
    delete(folder);
    return new UnfinishedFolder(Files.createDirectory(folder));
  }

  private static void sweep(Path parent, String prefix) throws IOException {
    try (var left = Files.newDirectoryStream(parent, file -> isAbandoned(file, prefix))) {
      for (Path folder : left) {
        delete(folder);
      }
    }
  }

  private static boolean isAbandoned(Path folder, String prefix) {
    String name = String.valueOf(folder.getFileName());
    return name.startsWith(prefix)
        && name.substring(prefix.length()).matches("[0-9]{1,18}")
        && !isAlive(Long.parseLong(name.substring(prefix.length())));
  }

  private static boolean isAlive(long process) {
    return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
  }

  Path path() {
    return path;
  }

  /// Gives the folder its name, in one step.
  void moveTo(Path target) throws IOException {
    Files.deleteIfExists(target);
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    delete(path);
  }

  /// Links are removed, never followed.
  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
