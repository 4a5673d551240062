package lofi.editor;

import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lofi.generation.Submission;
import lofi.generation.TrackWish;
import lofi.json.Json;
import lofi.json.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/// The prompts that the user gave, the newest first, in a file that all Neovims share.
///
/// Owned by `lofi-control`; the file is read and written elsewhere.
public final class PromptHistory {
  static final int MOST_PROMPTS = 100;

  private static final Logger LOG = System.getLogger("lofi.editor");

  private final Path file;
  private final DiskWork disk;
  private List<String> prompts = List.of();
  private boolean isSaving;
  private boolean hasUnsaved;

  @Inject
  PromptHistory(StateFolder folder, DiskWork disk) {
    this.file = folder.path().resolve("prompts.json");
    this.disk = disk;
  }

  /// Reads what earlier sessions left, then runs `whenChanged`.
  void load(Runnable whenChanged) {
    var _ =
        disk.run(() -> read(file))
            .thenAccept(earlier -> {
              prompts = merged(prompts, earlier);
              whenChanged.run();
            })
            .exceptionally(PromptHistory::log);
  }

  List<String> newestFirst() {
    return prompts;
  }

  /// Remembers the words of a wish that was taken.
  void remember(TrackWish wish, Submission submission) {
    if (!(submission instanceof Submission.Rejected)) {
      wish.prompt().ifPresent(this::remember);
    }
  }

  private void remember(String prompt) {
    prompts = merged(List.of(prompt.strip()), prompts);
    save();
  }

  /// Saves one state after the other, and only the newest of those that came meanwhile.
  private void save() {
    hasUnsaved = isSaving;
    if (isSaving) {
      return;
    }
    isSaving = true;
    List<String> ours = prompts;
    var _ =
        disk.run(() -> write(file, merged(ours, read(file))))
            .thenRun(() -> {})
            .exceptionally(PromptHistory::log)
            .thenRun(this::saved);
  }

  private void saved() {
    isSaving = false;
    if (hasUnsaved) {
      save();
    }
  }

  private static List<String> merged(List<String> newer, List<String> older) {
    Set<String> all = new LinkedHashSet<>(newer);
    all.addAll(older);
    return all.stream().limit(MOST_PROMPTS).toList();
  }

  private static List<String> read(Path file) throws IOException {
    try {
      return Json.readObject(Files.readString(file)).get("prompts") instanceof List<?> texts
          ? texts.stream().map(String::valueOf).toList()
          : List.of();
    } catch (NoSuchFileException | MalformedJsonException e) {
      return List.of();
    }
  }

  /// Writes beside the file and puts the whole in its place, so that nobody reads a half.
  private static List<String> write(Path file, List<String> prompts) throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path temporary = Files.createTempFile(folder, "prompts", ".tmp");
    try {
      Files.writeString(temporary, Json.write(Map.of("prompts", new ArrayList<>(prompts))) + "\n");
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return prompts;
  }

  private static @Nullable Void log(Throwable failure) {
    LOG.log(Level.WARNING, () -> "The prompts cannot be kept: " + failure);
    return null;
  }
}
