package lofi.music.synth;

import lofi.music.dsp.Silence;

/// The damper of a felt piano as it falls back on its strings: a short, soft thud.
final class Damper implements Tone {
  private static final double GAIN = .16;

  private final Thud felt;

  Damper(int pitch) {
    felt = new Thud(0xDA + pitch, GAIN, 60, 420, 16);
  }

  @Override
  public void render(float[] block, int frames) {
    Silence.fill(block, frames);
    felt.addTo(block, frames);
  }
}
