package lofi.radio;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lofi.library.TrackId;

/// The tracks that the user wants to hear, each once, and how far they were heard.
final class PlayOrder {
  private final List<TrackId> ids = new ArrayList<>();

  /// The place of the track that comes next.
  private int next;

  List<TrackId> ids() {
    return List.copyOf(ids);
  }

  /// Adds the track at the end, unless it is in already.
  void add(TrackId id) {
    if (!ids.contains(id)) {
      ids.add(id);
    }
  }

  void remove(TrackId id) {
    int place = ids.indexOf(id);
    if (place >= 0) {
      ids.remove(place);
      next -= place < next ? 1 : 0;
    }
  }

  void removeAll(Collection<TrackId> gone) {
    gone.forEach(this::remove);
  }

  /// @param place from 0; beyond the end means the end
  void move(TrackId id, int place) {
    Optional<TrackId> reached = next == 0 ? Optional.empty() : Optional.of(ids.get(next - 1));
    if (ids.remove(id)) {
      ids.add(Math.clamp(place, 0, ids.size()), id);
      next = reached.map(ids::indexOf).orElse(-1) + 1;
    }
  }

  void clear() {
    ids.clear();
    next = 0;
  }

  /// The first track comes next.
  void rewind() {
    next = 0;
  }

  /// This track plays now, so the one after it comes next.
  void reached(TrackId id) {
    if (ids.contains(id)) {
      next = ids.indexOf(id) + 1;
    }
  }

  /// What comes after the track that was reached last.
  Optional<TrackId> following() {
    return next < ids.size() ? Optional.of(ids.get(next)) : Optional.empty();
  }

  Optional<TrackId> first() {
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.getFirst());
  }
}
