package lofi.music.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.LongStream;
import lofi.music.TrackRenderer;
import lofi.music.compose.NoteEvent;
import lofi.music.compose.Part;
import lofi.music.dsp.Rate;
import lofi.music.style.BassVoice;
import lofi.music.style.KeysVoice;
import lofi.music.style.Style;
import org.junit.jupiter.api.Test;

class BandTest {
  private static Style style(String prompt) {
    return new TrackRenderer(prompt, 1, 10).plan().style();
  }

  @Test
  void onlyAFeltPianoIsHeardToLetGo() {
    Style felt = style("piano");
    Style rhodes = style("rhodes");

    assertEquals(KeysVoice.FELT, felt.keys().voice());
    assertTrue(new Band(felt).hasDampers(Part.KEYS));
    assertEquals(KeysVoice.RHODES, rhodes.keys().voice());
    assertEquals(false, new Band(rhodes).hasDampers(Part.KEYS));
  }

  @Test
  void aDamperThudsSoftlyAndIsGone() {
    float[] block = new float[Rate.BLOCK];
    var damper = new Damper(60);
    double loudest = 0;
    double last = 0;
    for (int at = 0; at < Rate.HZ / 10; at += Rate.BLOCK) {
      damper.render(block, Rate.BLOCK);
      last = 0;
      for (float sample : block) {
        last = Math.max(last, Math.abs(sample));
      }
      loudest = Math.max(loudest, last);
    }

    assertTrue(loudest > .005 && loudest < .1, "loudest " + loudest);
    assertTrue(last < .001, "still " + last);
  }

  @Test
  void aNoteIsMadeOnceIfItsInstrumentSoundsTheSameHoweverHardItIsPlayed() {
    var band = new Band(styleWith(BassVoice.SUB));

    assertSame(band.note(note(Part.BASS, .2)), band.note(note(Part.BASS, .9)));
    assertSame(band.note(note(Part.PAD, .2)), band.note(note(Part.PAD, .9)));
    assertNotSame(band.note(note(Part.KEYS, .2)), band.note(note(Part.KEYS, .9)));
  }

  @Test
  void onlyAnUprightBassHearsHowHardItIsPlayed() {
    for (BassVoice voice : BassVoice.values()) {
      boolean same = Arrays.equals(firstBlock(voice, .1), firstBlock(voice, .9));

      assertEquals(voice != BassVoice.UPRIGHT, same, voice.label());
    }
  }

  private static Style styleWith(BassVoice bass) {
    return LongStream.range(0, 100)
        .mapToObj(seed -> new TrackRenderer("lofi", seed, 10).plan().style())
        .filter(style -> style.bass() == bass)
        .findFirst()
        .orElseThrow();
  }

  private static NoteEvent note(Part part, double velocity) {
    return new NoteEvent(part, 0, 1, 40, velocity, 0, NoteEvent.Articulation.PLAIN);
  }

  private static float[] firstBlock(BassVoice voice, double velocity) {
    float[] block = new float[Rate.BLOCK];
    Bass.of(voice, 40, velocity).render(block, Rate.BLOCK);
    return block;
  }
}
