package lofi.audio.tarsos;

import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.AudioProcessor;
import be.tarsos.dsp.BitDepthProcessor;
import be.tarsos.dsp.effects.DelayEffect;
import be.tarsos.dsp.filters.LowPassFS;
import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import java.util.ArrayList;
import java.util.List;
import lofi.audio.EffectSettings;

/// One channel's way through TarsosDSP, whose effects know one channel only.
///
/// The echo comes last, so that it repeats what is heard.
final class EffectChain {
  private static final double ECHO_GAIN = .35;
  private static final int BITS = 16;

  /// A filter up there would take away what nobody means: from here on there is none.
  private static final double OPEN_HZ = 20_000;

  /// Filters at or above this share of the sample rate do not work.
  private static final double HIGHEST_SHARE = .45;

  private final List<AudioProcessor> processors = new ArrayList<>();
  private final AudioEvent event;

  EffectChain(EffectSettings settings, int sampleRate) {
    event = new AudioEvent(new TarsosDSPAudioFormat(sampleRate, BITS, 1, true, false));
    if (settings.lowPassHz() < Math.min(OPEN_HZ, HIGHEST_SHARE * sampleRate)) {
      processors.add(new LowPassFS((float) settings.lowPassHz(), sampleRate));
    }
    if (settings.bitDepth() < BITS) {
      var coarse = new BitDepthProcessor();
      coarse.setBitDepth(settings.bitDepth());
      processors.add(coarse);
    }
    if (settings.delayMillis() > 0) {
      processors.add(new DelayEffect(settings.delayMillis() / 1000.0, ECHO_GAIN, sampleRate));
    }
  }

  /// Colours all of `samples` where they lie.
  void apply(float[] samples) {
    event.setFloatBuffer(samples);
    for (AudioProcessor processor : processors) {
      processor.process(event);
    }
  }
}
