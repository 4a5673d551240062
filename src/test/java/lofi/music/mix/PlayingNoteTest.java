package lofi.music.mix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import lofi.music.dsp.Rate;
import lofi.music.synth.RecordedNote;
import org.junit.jupiter.api.Test;

class PlayingNoteTest {
  /// Where a constant sound begins that waits for so many frames.
  private static int beginningAfter(int waitFrames) {
    var note = new RecordedNote((block, frames) -> Arrays.fill(block, 0, frames, 1), 4_800);
    var playing = new PlayingNote();
    var bus = new StereoBlock();
    float[] scratch = new float[Rate.BLOCK];
    playing.start(note, bus, 1, 0, waitFrames);
    for (int at = 0; at < 4_800; at += Rate.BLOCK) {
      bus.clear();
      playing.mix(scratch);
      for (int i = 0; i < Rate.BLOCK; i++) {
        if (bus.left[i] != 0) {
          return at + i;
        }
      }
    }
    return -1;
  }

  @Test
  void aNoteBeginsOnItsFrameHoweverManyBlocksAhead() {
    for (int wait : new int[] {0, 1, 255, 256, 257, 1_000, 2_560}) {
      assertEquals(wait, beginningAfter(wait));
    }
  }
}
