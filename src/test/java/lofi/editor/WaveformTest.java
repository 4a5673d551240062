package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import lofi.audio.PcmSource;
import org.junit.jupiter.api.Test;

class WaveformTest {
  @Test
  void drawsTheLoudestMomentOfEachColumn() throws IOException {
    assertEquals(List.of("   █", "  ▄█"), Waveform.draw(new Piece(0, 0.02f, 0.25f, -1), 4, 2));
  }

  @Test
  void aPieceOfFewFramesIsStretched() throws IOException {
    assertEquals(List.of("█ █ "), Waveform.draw(new Piece(1, 1), 4, 1));
  }

  @Test
  void closesThePieceAlsoWhenItCannotBeRead() {
    Piece broken = new Piece();
    assertThrows(IOException.class, () -> Waveform.draw(broken, 4, 1));
    assertTrue(broken.isClosed);
  }

  /// Mono; without samples it cannot be read.
  private static final class Piece implements PcmSource {
    private final float[] samples;
    private int position;
    private boolean isClosed;

    Piece(float... samples) {
      this.samples = samples;
    }

    @Override
    public int sampleRate() {
      return 8_000;
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public long lengthFrames() {
      return samples.length;
    }

    @Override
    public int read(float[] interleaved, int frames) throws IOException {
      if (samples.length == 0) {
        throw new IOException("the disk is gone");
      }
      if (position == samples.length) {
        return OVER;
      }
      interleaved[0] = samples[position++];
      return 1;
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }
}
