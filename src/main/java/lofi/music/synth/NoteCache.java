package lofi.music.synth;

import java.util.LinkedHashMap;
import java.util.Map;

/// The notes that a song has played lately, up to a limit of memory.
///
/// What was used least recently goes first. Notes grow while they are listened to, so what they
/// take is counted anew whenever one more joins them.
final class NoteCache {
  private static final int MAX_BYTES = 10 << 20;

  private final Map<Integer, RecordedNote> notes = new LinkedHashMap<>(256, .75f, true);

  /// Makes a note that is not there yet.
  interface Maker {
    RecordedNote make();
  }

  RecordedNote get(int key, Maker maker) {
    RecordedNote note = notes.get(key);
    if (note == null) {
      forgetOldest();
      note = maker.make();
      notes.put(key, note);
    }
    return note;
  }

  private void forgetOldest() {
    int bytes = 0;
    for (RecordedNote note : notes.values()) {
      bytes += note.bytes();
    }
    var oldest = notes.values().iterator();
    while (bytes > MAX_BYTES && oldest.hasNext()) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }
}
