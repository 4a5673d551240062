package lofi.music.mix;

import java.util.Arrays;
import lofi.music.dsp.Rate;
import lofi.music.dsp.Silence;

/// Adds the buses up, and feeds the room with a share of each.
final class MixingDesk {
  /// The gain of a bus that nothing moves but its fader.
  private static final float[] STEADY = new float[Rate.BLOCK];

  static {
    Arrays.fill(STEADY, 1);
  }

  final StereoBlock sum = new StereoBlock();

  /// What the room hears.
  final float[] send = new float[Rate.BLOCK];

  private final float[] ramp = new float[Rate.BLOCK];

  void clear() {
    sum.clear();
    Silence.fill(send, Rate.BLOCK);
  }

  void mix(StereoBlock bus, Fader fader, float roomShare) {
    mix(bus, fader, roomShare, STEADY);
  }

  /// Mixes one bus whose gain moves, frame by frame, along `gain`.
  ///
  /// Fader, gain, sum and room share one pass, since reading and writing the blocks costs more than
  /// what is done with them.
  void mix(StereoBlock bus, Fader fader, float roomShare, float[] gain) {
    if (bus.isSilent()) {
      return;
    }
    sum.sounds();
    float[] left = bus.left;
    float[] right = bus.right;
    float[] sumLeft = sum.left;
    float[] sumRight = sum.right;
    float[] room = send;
    float share = .5f * roomShare;
    float[] curve = fader.isMoving() ? ramp(gain, fader.from(), fader.to()) : gain;
    float level = fader.isMoving() ? 1 : fader.to();
    for (int i = 0; i < Rate.BLOCK; i++) {
      float g = curve[i] * level;
      float l = left[i] * g;
      float r = right[i] * g;
      sumLeft[i] += l;
      sumRight[i] += r;
      room[i] += (l + r) * share;
    }
  }

  private float[] ramp(float[] gain, float from, float to) {
    float step = (to - from) / Rate.BLOCK;
    for (int i = 0; i < Rate.BLOCK; i++) {
      ramp[i] = gain[i] * (from + step * i);
    }
    return ramp;
  }
}
