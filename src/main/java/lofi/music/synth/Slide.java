package lofi.music.synth;

import lofi.music.dsp.Rate;
import lofi.music.theory.Pitch;

/// Lets a tone begin a little flat and slide up to its pitch, as a finger on a long string does.
///
/// It reads the tone at a changing speed, between the samples along a straight line.
final class Slide implements Tone {
  private final Tone tone;
  private final float[] made = new float[Rate.BLOCK];
  private final int slideFrames;
  private final double slowest;
  private int at = Rate.BLOCK;
  private int played;
  private double between;
  private float here;
  private float next;

  Slide(Tone tone, double cents, double millis) {
    this.tone = tone;
    slowest = Pitch.cents(-cents);
    slideFrames = Rate.frames(millis / 1000);
  }

  @Override
  public void render(float[] block, int frames) {
    for (int i = 0; i < frames; i++) {
      block[i] = here + (next - here) * (float) between;
      double progress = Math.min(1, (double) played++ / slideFrames);
      between += slowest + (1 - slowest) * progress;
      while (between >= 1) {
        between -= 1;
        step();
      }
    }
  }

  private void step() {
    if (at == Rate.BLOCK) {
      tone.render(made, Rate.BLOCK);
      at = 0;
    }
    here = next;
    next = made[at++];
  }
}
