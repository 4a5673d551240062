package lofi.audio.tarsos;

import java.io.IOException;
import java.util.stream.IntStream;
import lofi.audio.EffectSettings;
import lofi.audio.PcmSource;

/// A source through the user's effects, one chain a channel.
public final class ColouredSource implements PcmSource {
  private final PcmSource plain;
  private final EffectChain[] chains;

  /// @param settings which are switched on
  public ColouredSource(PcmSource plain, EffectSettings settings) {
    this.plain = plain;
    chains =
        IntStream.range(0, plain.channels())
            .mapToObj(_ -> new EffectChain(settings, plain.sampleRate()))
            .toArray(EffectChain[]::new);
  }

  @Override
  public int sampleRate() {
    return plain.sampleRate();
  }

  @Override
  public int channels() {
    return plain.channels();
  }

  @Override
  public long lengthFrames() {
    return plain.lengthFrames();
  }

  @Override
  public int read(float[] interleaved, int frames) throws IOException {
    int count = plain.read(interleaved, frames);
    for (int channel = 0; channel < chains.length && count > 0; channel++) {
      colour(interleaved, channel, count);
    }
    return count;
  }

  @Override
  public void close() {
    plain.close();
  }

  private void colour(float[] interleaved, int channel, int frames) {
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = interleaved[i * chains.length + channel];
    }
    chains[channel].apply(samples);
    for (int i = 0; i < frames; i++) {
      interleaved[i * chains.length + channel] = samples[i];
    }
  }
}
