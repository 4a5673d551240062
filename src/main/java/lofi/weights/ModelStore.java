package lofi.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder that models are installed in, each in a folder of its own.
///
/// A model comes in whole or not at all: it is fetched into a hidden folder, checked, and renamed.
/// What has been fetched stays when an installation is broken off, and the next one goes on there.
public final class ModelStore {
  private static final String UNFINISHED = ".unfinished-";
  private static final String LOCK = ".lock";

  /// A folder that an installation left, or one of a conversion, with the number of its process.
  private static final Pattern BROKEN_OFF =
      Pattern.compile("\\.unfinished-(.+)|\\.(.+)\\.unfinished-([0-9]{1,18})");

  private static final Duration STALL_TIME = Duration.ofSeconds(30);
  private final Path folder;
  private final Publisher publisher;
  private final Duration stallTime;
  private final Download.Pause pause;

  public ModelStore(Path folder, Publisher publisher) {
    this(
        folder,
        publisher,
        STALL_TIME,
        nextTry -> Thread.sleep(Duration.ofSeconds(Math.min(30, 1L << nextTry))));
  }

  ModelStore(Path folder, Publisher publisher, Duration stallTime, Download.Pause pause) {
    this.folder = folder;
    this.publisher = publisher;
    this.stallTime = stallTime;
    this.pause = pause;
  }

  public Path folder() {
    return folder;
  }

  /// The folders of all models that are installed.
  public List<Path> installed() throws IOException {
    return children(name -> !name.startsWith("."));
  }

  /// The names of models whose installation was broken off.
  public List<String> unfinished() throws IOException {
    return children(name -> name.startsWith(UNFINISHED)).stream()
        .map(path -> String.valueOf(path.getFileName()).substring(UNFINISHED.length()))
        .toList();
  }

  /// The model whose installation or conversion ended before it was done, if no process is busy
  /// with one just now.
  public static Optional<String> brokenOff(Path folder) throws IOException {
    if (!Files.isDirectory(folder) || isBusy(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .map(child -> BROKEN_OFF.matcher(String.valueOf(child.getFileName())))
          .filter(Matcher::matches)
          .filter(name -> name.group(3) == null || !isAlive(name.group(3)))
          .map(name -> name.group(1) == null ? name.group(2) : name.group(1))
          .sorted()
          .findFirst();
    }
  }

  private static boolean isBusy(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(LOCK))) {
      return false;
    }
    try (FileChannel channel = openLock(folder);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true; // this process has it
    }
  }

  private static boolean isAlive(String process) {
    return ProcessHandle.of(Long.parseLong(process)).map(ProcessHandle::isAlive).orElse(false);
  }

  private List<Path> children(Predicate<String> wanted) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(Files::isDirectory)
          .filter(child -> wanted.test(String.valueOf(child.getFileName())))
          .sorted()
          .toList();
    }
  }

  /// Fetches and checks a model; the answer is its folder.
  ///
  /// @throws WeightsException if it cannot be had; what was fetched is kept
  /// @throws CancellationException if `progress` ended it; what was fetched is kept
  public Path install(CatalogueModel model, InstallProgress progress)
      throws IOException, InterruptedException {
    return install(model, 0, progress);
  }

  /// Fetches and checks a model from which something else is then made beside it.
  ///
  /// @param bytesAfterwards how much that will take, for which there has to be room as well
  public Path install(CatalogueModel model, long bytesAfterwards, InstallProgress progress)
      throws IOException, InterruptedException {
    Path target = folder.resolve(model.name());
    if (Files.exists(target)) {
      return target;
    }
    requireOnline();
    Files.createDirectories(folder);
    try (FileChannel channel = openLock(folder);
        FileLock _ = lock(channel)) {
      Path unfinished = Files.createDirectories(folder.resolve(UNFINISHED + model.name()));
      DiskSpace.require("The model", model.bytes() - sizeOf(unfinished) + bytesAfterwards, folder);
      LockFile.write(unfinished, fetchAll(model, unfinished, progress));
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      return target;
    }
  }

  private void requireOnline() throws WeightsException {
    if (publisher.isOffline() && !publisher.isFolder()) {
      throw new WeightsException(
          "LOFI_OFFLINE forbids to fetch anything",
          "Unset it, or set LOFI_MODEL_MIRROR to a folder (file:///...) that has the model.");
    }
  }

  private static FileChannel openLock(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // this process has it: the same as another one
    }
    if (lock == null) {
      throw new WeightsException(
          "Another Neovim is installing a model", "Wait until it is done, then try again.");
    }
    return lock;
  }

  private static long sizeOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(ModelStore::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<LockFile.Entry> fetchAll(
      CatalogueModel model, Path unfinished, InstallProgress progress)
      throws IOException, InterruptedException {
    List<LockFile.Entry> entries = new ArrayList<>();
    long before = 0;
    try (Hub hub = new Hub(publisher.client())) {
      for (CatalogueFile file : model.files()) {
        Path target = unfinished.resolve(file.path());
        Files.createDirectories(target.getParent());
        if (!isWhole(file, target)) {
          fetch(hub, model, file, target, meter(progress, file, before, model.bytes()));
        }
        before += file.bytes();
        entries.add(new LockFile.Entry(file.path(), Checksum.sha256Of(target)));
      }
    }
    return entries;
  }

  private static boolean isWhole(CatalogueFile file, Path target) throws IOException {
    return Files.isRegularFile(target)
        && file.sha256().isPresent()
        && Checksum.sha256(file.sha256().get()).matches(target);
  }

  private static LongConsumer meter(
      InstallProgress progress, CatalogueFile file, long before, long total) {
    return bytes -> {
      if (progress.isCancelled()) {
        throw new CancellationException("The installation was broken off");
      }
      progress.fetched(file.path(), Math.min(total, before + bytes), total);
    };
  }

  private void fetch(
      Hub hub, CatalogueModel model, CatalogueFile file, Path target, LongConsumer meter)
      throws IOException, InterruptedException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    if (publisher.isFolder()) {
      check(file, copyFromFolder(model, file, part), part, target);
      return;
    }
    Hub.Declaration declared = declaration(hub, model, file);
    OptionalLong size = file.isExact() ? OptionalLong.of(file.bytes()) : declared.bytes();
    new Download(hub, stallTime, pause).fetch(publisher.address(model, file), size, part, meter);
    check(file, declared.checksum(), part, target);
  }

  /// Copies a file from a mirror on a disk, whose lock file declares what no server does.
  private Optional<Checksum> copyFromFolder(CatalogueModel model, CatalogueFile file, Path part)
      throws IOException {
    Path mirror = Path.of(publisher.folder(model));
    Path source = mirror.resolve(file.path());
    if (!Files.isRegularFile(source)) {
      throw new WeightsException(
          "The mirror has no " + source, "Check LOFI_MODEL_MIRROR, or fetch from the publisher.");
    }
    Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
    return LockFile.read(mirror).stream()
        .filter(entry -> entry.path().equals(file.path()))
        .map(entry -> Checksum.sha256(entry.sha256()))
        .findFirst();
  }

  /// A known checksum is enough without any header; an unknown one has to be declared.
  private Hub.Declaration declaration(Hub hub, CatalogueModel model, CatalogueFile file)
      throws IOException, InterruptedException {
    try {
      Hub.Declaration declared = hub.declaration(publisher.address(model, file));
      requireSameRevision(model, file, declared);
      requireSameFile(file, declared);
      return declared;
    } catch (WeightsException e) {
      throw e;
    } catch (IOException e) {
      if (file.sha256().isPresent()) {
        return new Hub.Declaration(OptionalLong.empty(), Optional.empty(), Optional.empty());
      }
      throw new WeightsException(
          "The server tells nothing about " + file.path() + ": " + e.getMessage(),
          "Check the network and LOFI_MODEL_MIRROR, then try again.");
    }
  }

  private static void requireSameRevision(
      CatalogueModel model, CatalogueFile file, Hub.Declaration declared) throws WeightsException {
    if (file.sha256().isEmpty() && declared.revision().filter(model.revision()::equals).isEmpty()) {
      throw new WeightsException(
          "The server does not say that "
              + file.path()
              + " is of the revision "
              + model.revision()
              + " (header X-Repo-Commit)",
          "Fetch from the publisher: unset LOFI_MODEL_MIRROR and HF_ENDPOINT.");
    }
    if (file.sha256().isEmpty() && declared.checksum().isEmpty()) {
      throw new WeightsException(
          "The server declares no checksum for " + file.path() + " (header X-Linked-ETag or ETag)",
          "Fetch from the publisher: unset LOFI_MODEL_MIRROR and HF_ENDPOINT.");
    }
  }

  private static void requireSameFile(CatalogueFile file, Hub.Declaration declared)
      throws WeightsException {
    boolean isAnother =
        file.sha256().isPresent()
            && declared.checksum().filter(checksum -> !checksum.isGitBlob()).isPresent()
            && !declared.checksum().get().hex().equals(file.sha256().get());
    if (isAnother) {
      throw wrongFile(file);
    }
  }

  private static void check(CatalogueFile file, Optional<Checksum> declared, Path part, Path target)
      throws IOException {
    Optional<Checksum> expected = file.sha256().map(Checksum::sha256).or(() -> declared);
    if (expected.isEmpty()) {
      Files.delete(part);
      throw new WeightsException(
          "Nobody declares a checksum for " + file.path(),
          "Install from the publisher once and put its weights.lock beside the mirror's files.");
    }
    if (!expected.get().matches(part)) {
      Files.delete(part);
      throw wrongFile(file);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static WeightsException wrongFile(CatalogueFile file) {
    return new WeightsException(
        "What the server has as " + file.path() + " is another file: its checksum is wrong",
        "Try again; if it stays so, fetch from another place (LOFI_MODEL_MIRROR).");
  }

  /// Compares every file of an installed model with its lock file.
  ///
  /// @return what is wrong, one sentence a file; nothing if all is well
  public static List<String> verify(Path model) throws IOException {
    List<LockFile.Entry> entries = LockFile.read(model);
    List<String> problems = new ArrayList<>();
    for (LockFile.Entry entry : entries) {
      Path file = model.resolve(entry.path());
      if (!Files.isRegularFile(file)) {
        problems.add(entry.path() + " is missing.");
      } else if (!Checksum.sha256(entry.sha256()).matches(file)) {
        problems.add(entry.path() + " has changed since it was installed.");
      }
    }
    return problems;
  }

  /// Whether there is anything to verify a model against.
  public static boolean isLocked(Path model) {
    return Files.isRegularFile(model.resolve(LockFile.NAME));
  }

  /// Writes down what a folder holds now, so that it can be verified later.
  public static void lock(Path model) throws IOException {
    List<LockFile.Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.walk(model)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String path = model.relativize(file).toString().replace('\\', '/');
        if (!path.equals(LockFile.NAME)) {
          entries.add(new LockFile.Entry(path, Checksum.sha256Of(file)));
        }
      }
    }
    LockFile.write(model, entries);
  }

  /// Deletes an installed model and what is left of a broken installation of it.
  ///
  /// @return whether there was anything to delete
  public boolean remove(String name) throws IOException {
    if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
      throw new WeightsException(name + " is no model's name", "See what there is: model list.");
    }
    boolean installed = delete(folder.resolve(name));
    return delete(folder.resolve(UNFINISHED + name)) || installed;
  }

  /// Links are deleted, never followed.
  private static boolean delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return false;
    }
    Files.walkFileTree(
        path,
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
    return true;
  }
}
