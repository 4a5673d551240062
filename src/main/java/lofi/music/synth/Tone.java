package lofi.music.synth;

/// One note that is being synthesised, block after block.
public interface Tone {
  /// Writes the next `frames` samples to the front of `block`, whatever was there before.
  void render(float[] block, int frames);
}
