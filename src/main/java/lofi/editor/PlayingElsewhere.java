package lofi.editor;

import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import lofi.radio.Radio;
import lofi.radio.RadioStatus.State;
import org.jspecify.annotations.Nullable;

/// Tells the user once when they start to play while another Neovim plays: two pieces at a time
/// sound like a fault.
///
/// Whoever plays holds a lock on a file; the system lets it go when the process ends.
public final class PlayingElsewhere {
  private static final Logger LOG = System.getLogger("lofi.editor");

  private final Path file;
  private final DiskWork disk;
  private final UserMessages messages;
  private boolean hasTold;

  /// Written by `lofi-control`, read by whoever holds the monitor.
  private volatile boolean isPlaying;

  /// The lock is the file's, and goes when the file is closed; guarded by the monitor.
  private @Nullable FileChannel held;

  @Inject
  PlayingElsewhere(StateFolder folder, DiskWork disk, UserMessages messages) {
    this.file = folder.path().resolve("playing.lock");
    this.disk = disk;
    this.messages = messages;
  }

  public void follow(Radio radio) {
    radio.listen(_ -> becomes(radio.status().state() == State.PLAYING));
  }

  private void becomes(boolean playing) {
    if (playing != isPlaying) {
      isPlaying = playing;
      var _ = disk.run(this::catchUp).thenAccept(this::tell);
    }
  }

  private void tell(boolean isAlone) {
    if (!isAlone && !hasTold) {
      hasTold = true;
      messages.warn("Another Neovim plays already", "Type :Lofi stop in one of them.");
    }
  }

  /// Takes or leaves the lock as it should be by now.
  ///
  /// @return false if somebody else holds it
  private synchronized boolean catchUp() {
    try {
      if (isPlaying && held == null) {
        held = locked();
        return held != null;
      }
      if (!isPlaying && held != null) {
        held.close();
        held = null;
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "Nobody knows who else plays: " + e);
    }
    return true;
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // Two hosts in one process exist in tests only.
    }
  }

  private @Nullable FileChannel locked() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isFree(channel)) {
      return channel;
    }
    channel.close();
    return null;
  }
}
