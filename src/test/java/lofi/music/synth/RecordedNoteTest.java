package lofi.music.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import lofi.music.dsp.Rate;
import org.junit.jupiter.api.Test;

class RecordedNoteTest {
  private final float[] scratch = new float[Rate.BLOCK];
  private int blocksMade;

  /// A note whose samples say which block they belong to.
  private RecordedNote counting(int frames) {
    return new RecordedNote(
        (block, count) -> Arrays.fill(block, 0, count, .01f * ++blocksMade), frames);
  }

  @Test
  void isMadeOnlyAsFarAsSomebodyListens() {
    RecordedNote note = counting(4 * Rate.HZ);

    note.record(Rate.BLOCK + 1, scratch);

    assertEquals(2, blocksMade);
    assertTrue(note.bytes() < Rate.HZ, "a moment of a long note takes " + note.bytes() + " bytes");
  }

  @Test
  void keepsWhatItHasWhenItGrows() {
    RecordedNote note = counting(4 * Rate.HZ);
    note.record(1, scratch);
    short first = note.piece(0)[0];

    note.record(4 * Rate.HZ, scratch);

    assertEquals(first, note.piece(0)[0]);
    assertEquals(note.frames() / Rate.BLOCK, blocksMade);
    int last = note.frames() - 1;
    assertEquals(Short.MAX_VALUE, note.piece(last)[note.offset(last)]);
  }

  @Test
  void aPieceFollowsTheOther() {
    RecordedNote note = counting(4 * Rate.HZ);
    note.record(RecordedNote.PIECE + 1, scratch);

    assertEquals(1, note.restOfPiece(RecordedNote.PIECE - 1));
    assertEquals(RecordedNote.PIECE, note.restOfPiece(RecordedNote.PIECE));
    assertEquals(0, note.offset(RecordedNote.PIECE));
  }

  @Test
  void aLoudSampleIsCutAtTheLargestNumberThatFits() {
    var note = new RecordedNote((block, count) -> Arrays.fill(block, 0, count, -9), Rate.BLOCK);
    note.record(Rate.BLOCK, scratch);

    assertEquals(-Short.MAX_VALUE, note.piece(0)[0]);
  }
}
