package lofi.music.mix;

import lofi.music.dsp.Cycle;
import lofi.music.dsp.Lfo;
import lofi.music.dsp.Rate;

/// A slow breath on the pad: one filter a channel, the corner swaying about once in ten seconds.
final class PadFilter {
  private final Lfo breath;
  private float corner = .1f;
  private float left;
  private float right;

  PadFilter(Cycle cycle, double hertz) {
    breath = new Lfo(cycle, hertz, .3);
  }

  void apply(StereoBlock block) {
    float next = .11f + .06f * breath.next();
    float step = (next - corner) / Rate.BLOCK;
    float c = corner;
    float l = left;
    float r = right;
    for (int i = 0; i < Rate.BLOCK; i++) {
      c += step;
      l += c * (block.left[i] - l);
      r += c * (block.right[i] - r);
      block.left[i] = l;
      block.right[i] = r;
    }
    corner = next;
    left = l;
    right = r;
  }
}
