package lofi.music.ambience;

import lofi.music.dsp.Cycle;
import lofi.music.dsp.Noise;
import lofi.music.dsp.Rate;
import lofi.music.dsp.Sine;
import lofi.music.dsp.Sprinkle;

/// Small animals: short whistles that bend, a few in a row, each animal at its own place.
final class Chirps implements Bed {
  private final Cycle cycle;
  private final Sprinkle moments;
  private final int seed;
  private final double lowHz;
  private final double spanHz;
  private final int noteFrames;
  private final int repeats;
  private final float gain;
  private final float[] block = new float[Rate.BLOCK];
  private int left;
  private double hertz;
  private double bend;
  private double turns;
  private float toLeft;

  Chirps(
      Cycle cycle,
      int seed,
      double perSecond,
      double lowHz,
      double highHz,
      double noteMillis,
      int repeats,
      double gain) {
    this.cycle = cycle;
    this.seed = seed;
    moments = new Sprinkle(seed, perSecond);
    this.lowHz = lowHz;
    spanHz = highHz - lowHz;
    noteFrames = Rate.frames(noteMillis / 1000);
    this.repeats = repeats;
    this.gain = (float) gain;
  }

  @Override
  public void addTo(float[] leftOut, float[] rightOut, long frame) {
    int start = cycle.index(frame);
    if (!moments.fill(block, start) && left == 0) {
      return;
    }
    for (int i = 0; i < Rate.BLOCK; i++) {
      if (block[i] > 0 && left == 0) {
        begin(block[i], start + i);
      }
      if (left > 0) {
        float sample = sing();
        leftOut[i] += sample * toLeft;
        rightOut[i] += sample * (1 - toLeft);
      }
    }
  }

  private void begin(float strength, int index) {
    hertz = lowHz + spanHz * strength;
    bend = Noise.at(seed + 3, index) * .25 * hertz;
    toLeft = .5f + .4f * Noise.at(seed + 5, index);
    left = noteFrames * (1 + (int) (repeats * Math.abs(Noise.at(seed + 7, index))));
    turns = 0;
  }

  private float sing() {
    float within = (float) (left % noteFrames) / noteFrames;
    turns += (hertz + bend * within) / Rate.HZ;
    left--;
    float shape = 4 * within * (1 - within);
    return Sine.at(turns) * shape * shape * gain;
  }
}
