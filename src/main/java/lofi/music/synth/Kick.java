package lofi.music.synth;

import lofi.music.dsp.Noise;
import lofi.music.dsp.Rate;
import lofi.music.dsp.Sine;
import lofi.music.style.KitSound;

/// A bass drum: a sine that falls quickly to its resting pitch, with a soft click at the front.
final class Kick implements Tone {
  private final double restHz;
  private final double dropDecay;
  private final float bodyDecay;
  private final float clickDecay;
  private final float clickSmoothing;
  private final int seed;
  private final Attack attack = new Attack(.8);
  private double dropHz;
  private double turns;
  private float body = .95f;
  private float click;
  private float dull;
  private int played;

  Kick(KitSound kit, int variant) {
    restHz = kit.kickHz() * (1 + .004 * variant);
    dropHz = kit.kickDropHz();
    dropDecay = Rate.decay(22);
    bodyDecay = (float) Rate.decay(kit.kickDecayMs());
    click = (float) (.15 + .6 * kit.kickClick());
    clickDecay = (float) Rate.decay(3);
    clickSmoothing = Rate.onePole(1_200 + 1_800 * kit.brightness());
    seed = 0x51C + variant;
  }

  @Override
  public void render(float[] block, int frames) {
    for (int i = 0; i < frames; i++) {
      turns += (restHz + dropHz) / Rate.HZ;
      dropHz *= dropDecay;
      dull += clickSmoothing * (Noise.at(seed, played++) - dull);
      block[i] = Sine.at(turns) * body + dull * click;
      body *= bodyDecay;
      click *= clickDecay;
    }
    attack.apply(block, frames);
  }
}
