package lofi.music.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lofi.music.dsp.Rate;
import org.junit.jupiter.api.Test;

class NoteCacheTest {
  private static final int NOTE_BYTES = 2 * RecordedNote.PIECE;

  private final NoteCache cache = new NoteCache(3 * NOTE_BYTES);
  private final List<Integer> made = new ArrayList<>();

  @Test
  void makesANoteOnce() {
    play(1, 1, 1);

    assertEquals(List.of(1), made);
  }

  @Test
  void forgetsFirstWhatWasUsedLeastRecentlyAndIsNotExpected() {
    play(1, 2, 3, 4, 1);
    play(5);
    made.clear();

    play(1, 3, 4, 5, 2);
    assertEquals(List.of(2), made);
  }

  @Test
  void forgetsLaterWhatIsExpectedAndAmongThatTheLast() {
    play(1, 2, 3, 4);
    cache.expect(List.of(5, 2, 1, 3));
    next(5);
    made.clear();

    next(2, 1, 3);
    assertEquals(List.of(), made);

    play(4);
    assertEquals(List.of(4), made);
  }

  @Test
  void beatsForgettingTheOldestWhereMoreNotesComeRoundThanThereIsRoomFor() {
    List<Integer> round = List.of(1, 2, 3, 4, 5, 6);
    for (int i = 0; i < 10; i++) {
      cache.expect(round);
      round.forEach(this::next);
    }

    // Forgetting the oldest would make every note each time, 60 in all.
    assertEquals(33, made.size(), made::toString);
  }

  @Test
  void keepsOnlyWhatComesAtTheEnd() {
    play(1, 2, 3);
    cache.expect(List.of(2));
    cache.forgetUnexpected();
    made.clear();

    play(2, 1);
    assertEquals(List.of(1), made);
  }

  private void play(int... keys) {
    Arrays.stream(keys).forEach(key -> cache.get(key, () -> note(key)).record(1, scratch()));
  }

  private void next(int... keys) {
    Arrays.stream(keys).forEach(key -> cache.next(key, () -> note(key)).record(1, scratch()));
  }

  private RecordedNote note(int key) {
    made.add(key);
    return new RecordedNote((_, _) -> {}, Rate.BLOCK);
  }

  private static float[] scratch() {
    return new float[Rate.BLOCK];
  }
}
