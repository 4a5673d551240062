package lofi.music.synth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import lofi.audio.PowerSpectrum;
import lofi.music.dsp.Rate;
import lofi.music.style.BassVoice;
import lofi.music.style.KeysSound;
import lofi.music.style.KeysVoice;
import lofi.music.style.LeadSound;
import lofi.music.style.LeadVoice;
import lofi.music.theory.Pitch;
import org.junit.jupiter.api.Test;

class TuningTest {
  private static final int SIZE = 65_536;
  private static final KeysSound KEYS =
      new KeysSound(KeysVoice.RHODES, .5, .5, 5, KeysSound.Movement.STILL, 5, .1, 0);
  private static final LeadSound LEAD = new LeadSound(LeadVoice.FLUTE, 20, 5, 8, .5);

  /// How many cents a tone lies above the pitch that it should have.
  private static double centsAbove(Tone tone, double hertz) {
    float[] sound = new float[SIZE];
    float[] block = new float[Rate.BLOCK];
    for (int at = 0; at < SIZE; at += Rate.BLOCK) {
      tone.render(block, Rate.BLOCK);
      System.arraycopy(block, 0, sound, at, Rate.BLOCK);
    }
    double[] power = new PowerSpectrum(SIZE).at(sound, 0);
    int low = (int) (hertz * .97 * SIZE / Rate.HZ);
    int high = (int) (hertz * 1.03 * SIZE / Rate.HZ) + 1;
    int best = low;
    for (int i = low; i <= high; i++) {
      best = power[i] > power[best] ? i : best;
    }
    double a = Math.log(power[best - 1] + 1e-30);
    double b = Math.log(power[best] + 1e-30);
    double c = Math.log(power[best + 1] + 1e-30);
    double peak = best + .5 * (a - c) / (a - 2 * b + c);
    return 1200 * Math.log(peak * Rate.HZ / SIZE / hertz) / Math.log(2);
  }

  private static void assertInTune(String name, Tone tone, int pitch) {
    double cents = centsAbove(tone, Pitch.hertz(pitch));
    assertTrue(
        Math.abs(cents) <= 3, String.format(Locale.ROOT, "%s %d: %.2f cents", name, pitch, cents));
  }

  @Test
  void keysAreInTune() {
    for (int pitch = 51; pitch <= 76; pitch += 5) {
      assertInTune("Rhodes", new Rhodes(KEYS, pitch, .6, false), pitch);
      assertInTune("Wurlitzer", new Rhodes(KEYS, pitch, .6, true), pitch);
      assertInTune("felt piano", new FeltPiano(KEYS, pitch, .6), pitch);
      assertInTune("vibraphone", Bars.vibraphone(pitch, .6), pitch);
      assertInTune("music box", Bars.musicBox(pitch + 12, .6), pitch + 12);
      assertInTune("pad", new Pad(pitch, .5, 350), pitch);
    }
  }

  @Test
  void stringsAreInTune() {
    for (int pitch = 51; pitch <= 84; pitch += 3) {
      assertInTune("nylon", new PluckedString(pitch, .6, .5, 3), pitch);
      assertInTune("bright nylon", new PluckedString(pitch, .9, 1, 3), pitch);
    }
  }

  @Test
  void bassesAreInTune() {
    for (BassVoice voice : List.of(BassVoice.values())) {
      for (int pitch = 28; pitch <= 45; pitch += 4) {
        assertInTune(voice.name(), Bass.of(voice, pitch, .6), pitch);
      }
    }
  }

  @Test
  void leadsThatSustainAreInTune() {
    for (int pitch = 64; pitch <= 84; pitch += 5) {
      assertInTune("flute", Blown.flute(LEAD, pitch, .6), pitch);
      assertInTune("whistle", Blown.whistle(LEAD, pitch, .6), pitch);
      assertInTune("soft square", Blown.softSquare(LEAD, pitch, .6), pitch);
      assertInTune("synth", Blown.synth(LEAD, pitch, .6), pitch);
    }
  }

  @Test
  void aStringThatIsSixteenCentsFlatWouldBeNoticed() {
    double hertz = Pitch.hertz(64) * Pitch.cents(16);

    assertTrue(Math.abs(centsAbove(new PluckedString(64, .6, .5, 3), hertz)) > 3);
  }
}
