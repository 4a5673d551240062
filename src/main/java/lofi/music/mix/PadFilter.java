package lofi.music.mix;

import lofi.music.dsp.Cycle;
import lofi.music.dsp.Lfo;
import lofi.music.dsp.Rate;

/// A slow breath on the pad: one filter a channel, the corner swaying about once in ten seconds.
final class PadFilter {
  /// After so many silent blocks nothing of the last note is left to be heard.
  private static final int REST = 24;

  private final Lfo breath;
  private float corner = .1f;
  private float left;
  private float right;
  private int silentBlocks = REST;

  PadFilter(Cycle cycle, double hertz) {
    breath = new Lfo(cycle, hertz, .3);
  }

  void apply(StereoBlock block) {
    float next = .11f + .06f * breath.next();
    silentBlocks = block.isSilent() ? silentBlocks + 1 : 0;
    if (silentBlocks < REST) {
      filter(block, (next - corner) / Rate.BLOCK);
    } else {
      left = 0;
      right = 0;
    }
    corner = next;
  }

  private void filter(StereoBlock block, float step) {
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
    left = l;
    right = r;
    block.sounds();
  }
}
