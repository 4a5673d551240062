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

    note.samples(Rate.BLOCK + 1, scratch);

    assertEquals(2, blocksMade);
    assertTrue(note.bytes() < Rate.HZ, "a moment of a long note takes " + note.bytes() + " bytes");
  }

  @Test
  void keepsWhatItHasWhenItGrows() {
    RecordedNote note = counting(4 * Rate.HZ);
    short first = note.samples(1, scratch)[0];

    short[] grown = note.samples(4 * Rate.HZ, scratch);

    assertEquals(first, grown[0]);
    assertEquals(note.frames(), grown.length);
    assertEquals(note.frames() / Rate.BLOCK, blocksMade);
  }

  @Test
  void aLoudSampleIsCutAtTheLargestNumberThatFits() {
    var note = new RecordedNote((block, count) -> Arrays.fill(block, 0, count, -9), Rate.BLOCK);

    assertEquals(-Short.MAX_VALUE, note.samples(Rate.BLOCK, scratch)[0]);
  }
}
