package lofi.musicgen.worker;

/// MusicGen's order of work: codebook `k` of a codec frame is composed `k` steps after codebook 0,
/// so that each finer code knows the coarser ones of its frame.
///
/// @param frames codec frames of the window
/// @param padCode what a codebook reads while it has no code
record DelayPattern(int codebooks, int frames, int padCode) {
  int steps() {
    return frames + codebooks - 1;
  }

  /// The codec frame that a codebook composes in a step; outside `0 ≤ frame < frames` it has none.
  int frameAt(int step, int codebook) {
    return step - codebook;
  }

  boolean composes(int step, int codebook) {
    int frame = frameAt(step, codebook);
    return frame >= 0 && frame < frames;
  }

  /// What the decoder reads in a step: each codebook's code of the step before.
  ///
  /// @param codes `[codebook][codecFrame]`, known as far as earlier steps have composed
  void readInput(int step, int[][] codes, int[] input) {
    for (int codebook = 0; codebook < codebooks; codebook++) {
      boolean known = composes(step - 1, codebook);
      input[codebook] = known ? codes[codebook][frameAt(step - 1, codebook)] : padCode;
    }
  }

  /// How many codec frames are whole when a step is done.
  int wholeFramesAfter(int step) {
    return Math.clamp(step - codebooks + 2L, 0, frames);
  }
}
