package lofi.radio;

import lofi.audio.PcmSource;
import lofi.playback.Player;

/// A piece without any length. As the next one, it stands for "nothing follows".
final class NoSound implements PcmSource {
  @Override
  public int sampleRate() {
    return Player.SAMPLE_RATE;
  }

  @Override
  public int channels() {
    return 2;
  }

  @Override
  public long lengthFrames() {
    return 0;
  }

  @Override
  public int read(float[] interleaved, int frames) {
    return OVER;
  }

  @Override
  public void close() {}
}
