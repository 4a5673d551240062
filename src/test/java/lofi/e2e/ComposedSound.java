package lofi.e2e;

import lofi.generation.Prompt;
import lofi.generation.SongStream;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator.StreamRequest;
import lofi.music.Composer;

/// What the composer's stream should sound like, rendered without any sound card.
final class ComposedSound {
  private ComposedSound() {}

  /// The beginning of the stream of that prompt and seed.
  static Sound stream(String prompt, long seed, int frames) throws Exception {
    return stream(prompt, seed, frames, new StemGains());
  }

  /// The same with faders that were moved before.
  static Sound stream(String prompt, long seed, int frames, StemGains faders) throws Exception {
    float[] samples = new float[frames * Sound.CHANNELS];
    float[] chunk = new float[Sound.SAMPLE_RATE];
    var request = new StreamRequest(new Prompt(prompt), seed, 0);
    try (SongStream stream = new Composer().open(request, faders)) {
      for (int filled = 0; filled < samples.length; ) {
        int wanted = Math.min(chunk.length, samples.length - filled) / Sound.CHANNELS;
        int read = stream.read(chunk, wanted);
        System.arraycopy(chunk, 0, samples, filled, read * Sound.CHANNELS);
        filled += read * Sound.CHANNELS;
      }
    }
    return new Sound(samples);
  }
}
