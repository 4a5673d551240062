package lofi.music.synth;

import java.util.LinkedHashMap;
import java.util.Map;

/// The notes that a song has played lately, up to a limit of memory.
///
/// What was used least recently goes first.
final class NoteCache {
  private static final int MAX_BYTES = 10 << 20;

  private final Map<Integer, RecordedNote> notes = new LinkedHashMap<>(256, .75f, true);
  private int bytes;

  /// Makes a note that is not there yet.
  interface Maker {
    RecordedNote make();
  }

  RecordedNote get(int key, Maker maker) {
    RecordedNote note = notes.get(key);
    if (note == null) {
      note = maker.make();
      notes.put(key, note);
      bytes += note.bytes();
      forgetOldest();
    }
    return note;
  }

  private void forgetOldest() {
    var oldest = notes.values().iterator();
    while (bytes > MAX_BYTES && notes.size() > 1) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }
}
