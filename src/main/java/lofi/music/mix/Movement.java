package lofi.music.mix;

import lofi.music.dsp.Cycle;
import lofi.music.dsp.Lfo;
import lofi.music.dsp.Rate;
import lofi.music.style.KeysSound;

/// The effect box behind the keys: tremolo across the stereo field, chorus, phaser, or nothing.
///
/// Chorus is a delay that sways (Dattorro, "Effect Design, Part 2", 1997); the phaser is a row of
/// first-order allpass filters whose notches wander.
final class Movement {
  private static final int MASK = 2047;
  private static final int STAGES = 4;

  private final KeysSound.Movement kind;
  private final Lfo lfo;
  private final Lfo otherLfo;
  private final float depth;
  private final float[] lineLeft = new float[MASK + 1];
  private final float[] lineRight = new float[MASK + 1];
  private final float[] stagesLeft = new float[STAGES];
  private final float[] stagesRight = new float[STAGES];
  private float value;
  private float otherValue;
  private int at;

  Movement(KeysSound sound, Cycle cycle) {
    kind = sound.movement();
    boolean slow = kind == KeysSound.Movement.CHORUS || kind == KeysSound.Movement.PHASER;
    double hertz = slow ? sound.movementHz() * .12 : sound.movementHz();
    lfo = new Lfo(cycle, hertz, 0);
    otherLfo = new Lfo(cycle, hertz, .25);
    depth = (float) sound.movementDepth();
    otherValue = 1;
  }

  void apply(StereoBlock block) {
    float next = lfo.next();
    float otherNext = otherLfo.next();
    switch (kind) {
      case STILL -> {}
      case TREMOLO -> tremolo(block, next);
      case CHORUS -> {
        chorus(block.left, lineLeft, value, next);
        chorus(block.right, lineRight, otherValue, otherNext);
        at = (at + Rate.BLOCK) & MASK;
        block.sounds();
      }
      case PHASER -> {
        phaser(block.left, stagesLeft, value, next);
        phaser(block.right, stagesRight, otherValue, otherNext);
        block.sounds();
      }
    }
    value = next;
    otherValue = otherNext;
  }

  private void tremolo(StereoBlock block, float next) {
    float step = (next - value) * depth / Rate.BLOCK;
    float from = value * depth;
    for (int i = 0; i < Rate.BLOCK; i++) {
      float sway = from + step * i;
      block.left[i] *= 1 + sway;
      block.right[i] *= 1 - sway;
    }
  }

  private void chorus(float[] block, float[] line, float from, float to) {
    System.arraycopy(block, 0, line, at, Rate.BLOCK);
    float delay = 620 + 150 * from;
    float step = 150 * (to - from) / Rate.BLOCK;
    float wet = .35f + depth;
    for (int i = 0; i < Rate.BLOCK; i++) {
      float back = delay + step * i;
      int whole = (int) back;
      float between = back - whole;
      float near = line[(at + i - whole) & MASK];
      float far = line[(at + i - whole - 1) & MASK];
      block[i] = block[i] * .8f + (near + (far - near) * between) * wet;
    }
  }

  private void phaser(float[] block, float[] stages, float from, float to) {
    float c = .55f + .3f * from;
    float step = .3f * (to - from) / Rate.BLOCK;
    for (int i = 0; i < Rate.BLOCK; i++) {
      c += step;
      float x = block[i];
      for (int s = 0; s < STAGES; s++) {
        float y = stages[s] - c * x;
        stages[s] = x + c * y;
        x = y;
      }
      block[i] = .65f * block[i] + .5f * x;
    }
  }
}
