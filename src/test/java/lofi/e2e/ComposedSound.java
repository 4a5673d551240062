package lofi.e2e;

import lofi.generation.Prompt;
import lofi.generation.SongStream;
import lofi.generation.StreamGenerator.StreamRequest;
import lofi.music.Composer;

/// What the composer's stream should sound like, rendered without any sound card.
final class ComposedSound {
  private ComposedSound() {}

  /// The beginning of the stream of that prompt and seed.
  static Sound stream(String prompt, long seed, int frames) throws Exception {
    float[] samples = new float[frames * Sound.CHANNELS];
    float[] chunk = new float[Sound.SAMPLE_RATE];
    try (SongStream stream = new Composer().open(new StreamRequest(new Prompt(prompt), seed, 0))) {
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
