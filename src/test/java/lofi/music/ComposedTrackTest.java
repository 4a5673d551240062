package lofi.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import lofi.generation.GenerationRequest;
import lofi.generation.GenerationSink;
import lofi.generation.Outcome;
import lofi.generation.Prompt;
import lofi.library.TrackId;
import org.junit.jupiter.api.Test;

/// What somebody sees of a track while the composer makes it.
class ComposedTrackTest {
  private static final GenerationRequest REQUEST =
      new GenerationRequest(
          TrackId.of("rainy night", 7, 8, Composer.MODEL_VERSION),
          new Prompt("rainy night"),
          7,
          8,
          GenerationRequest.Priority.NORMAL);

  private final List<Integer> progress = new ArrayList<>();
  private int progressBeforeTheFirstAudio;
  private long written;
  private int cancelledAt = Integer.MAX_VALUE;

  @Test
  void progressRisesFromTheBeginningToTheEnd() throws Exception {
    assertInstanceOf(Outcome.Finished.class, new Composer().generate(REQUEST, new Sink()));

    assertEquals(progress.stream().sorted().toList(), progress);
    assertEquals(0, progress.getFirst());
    assertEquals(8 * 50, progress.getLast());
    assertTrue(progressBeforeTheFirstAudio > 8 * 50 / 3, "it rises while nothing is written yet");
    assertEquals(8 * 48_000, written);
  }

  @Test
  void itIsGivenUpAlsoBeforeTheFirstAudio() throws Exception {
    cancelledAt = 100;

    assertInstanceOf(Outcome.Cancelled.class, new Composer().generate(REQUEST, new Sink()));
    assertEquals(0, written);
    assertTrue(progress.getLast() < 130, progress::toString);
  }

  @Test
  void itIsGivenUpWhileItIsWritten() throws Exception {
    cancelledAt = 300;

    assertInstanceOf(Outcome.Cancelled.class, new Composer().generate(REQUEST, new Sink()));
    assertTrue(written > 0 && written < 8 * 48_000, "some of it was written");
  }

  private final class Sink implements GenerationSink {
    @Override
    public void write(float[] interleaved, int frames) {
      progressBeforeTheFirstAudio = written == 0 ? progress.getLast() : progressBeforeTheFirstAudio;
      written += frames;
    }

    @Override
    public void progress(int tokensGenerated, int tokensEstimated) {
      assertEquals(8 * 50, tokensEstimated);
      progress.add(tokensGenerated);
    }

    @Override
    public boolean isCancelled() {
      return progress.getLast() >= cancelledAt;
    }
  }
}
