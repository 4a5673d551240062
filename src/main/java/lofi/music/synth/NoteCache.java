package lofi.music.synth;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/// The notes that a song has played lately, up to a limit of memory.
///
/// A song knows what it will play next, so the best choice can be made (L. A. Belady, "A study of
/// replacement algorithms for a virtual-storage computer", 1966): first go notes that are not
/// expected at all, what was used least recently before others, then those that are expected last.
/// Notes grow while they are listened to, so what they take is counted anew whenever one more joins
/// them.
final class NoteCache {
  private final int maxBytes;
  private final Map<Integer, RecordedNote> notes = new LinkedHashMap<>(256, .75f, true);
  private final Deque<Integer> expected = new ArrayDeque<>();

  NoteCache(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// Makes a note that is not there yet.
  interface Maker {
    RecordedNote make();
  }

  /// What will be asked for next, in this order; forgets what was expected before.
  void expect(List<Integer> keys) {
    expected.clear();
    expected.addAll(keys);
  }

  void forgetUnexpected() {
    notes.keySet().retainAll(Set.copyOf(expected));
  }

  /// The next of the expected notes, which may also be another one.
  RecordedNote next(int key, Maker maker) {
    expected.poll();
    return get(key, maker);
  }

  RecordedNote get(int key, Maker maker) {
    RecordedNote note = notes.get(key);
    if (note == null) {
      makeRoom();
      note = maker.make();
      notes.put(key, note);
    }
    return note;
  }

  private void makeRoom() {
    int bytes = 0;
    for (RecordedNote note : notes.values()) {
      bytes += note.bytes();
    }
    if (bytes <= maxBytes) {
      return;
    }
    for (int key : leastWantedFirst()) {
      RecordedNote gone = notes.remove(key);
      bytes -= gone == null ? 0 : gone.bytes();
      if (bytes <= maxBytes) {
        return;
      }
    }
  }

  private List<Integer> leastWantedFirst() {
    SequencedSet<Integer> soonestFirst = new LinkedHashSet<>(expected);
    List<Integer> keys = new ArrayList<>(notes.keySet());
    keys.removeAll(soonestFirst);
    keys.addAll(soonestFirst.reversed());
    return keys;
  }
}
