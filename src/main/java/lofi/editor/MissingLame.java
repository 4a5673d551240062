package lofi.editor;

import jakarta.inject.Inject;
import lofi.library.Encoder;
import lofi.library.LibrarySettings;

/// Tells the user once that MP3 cannot be made; each track then becomes WAV without another word.
public final class MissingLame {
  private final DiskWork disk;
  private final UserMessages messages;
  private boolean hasTold;

  @Inject
  MissingLame(DiskWork disk, UserMessages messages) {
    this.disk = disk;
    this.messages = messages;
  }

  public void check(LibrarySettings settings) {
    var _ =
        disk.run(() -> Encoder.to(settings.format()).isAvailable())
            .thenAccept(isAvailable -> {
              if (!isAvailable && !hasTold) {
                hasTold = true;
                messages.warn(Problem.lameNotFound());
              }
            });
  }
}
