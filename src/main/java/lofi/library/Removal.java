package lofi.library;

import java.util.Set;

/// What came of a wish to delete.
public sealed interface Removal {
  record Removed(Set<TrackId> ids) implements Removal {
    public Removed {
      ids = Set.copyOf(ids);
    }
  }

  record NoSuchTrack(TrackId id) implements Removal {}

  /// `reason` says what happened and `advice` what the user can do.
  record Failed(String reason, String advice) implements Removal {}
}
