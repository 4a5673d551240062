package lofi.musicgen.worker;

/// Notices audio that nobody wants to hear: no numbers, or silence for two seconds.
final class LevelGuard {
  private static final double SILENCE_POWER = 1e-6; // −60 dBFS
  private static final double LONGEST_SILENCE_SEC = 2;
  private static final int BLOCKS_PER_SECOND = 10;

  private final int blockLength;
  private double blockPower;
  private int blockSamples;
  private int silentBlocks;

  LevelGuard(int sampleRate) {
    this.blockLength = sampleRate / BLOCKS_PER_SECOND;
  }

  /// @throws NoMusicException when the piece so far shows that there is no music in it
  void hear(float[] samples) {
    for (float sample : samples) {
      blockPower += (double) sample * sample;
      if (++blockSamples == blockLength) {
        endBlock();
      }
    }
  }

  private void endBlock() {
    if (Double.isNaN(blockPower) || Double.isInfinite(blockPower)) {
      throw new NoMusicException("The audio holds something that is no number");
    }
    silentBlocks = blockPower / blockLength < SILENCE_POWER ? silentBlocks + 1 : 0;
    if (silentBlocks >= LONGEST_SILENCE_SEC * BLOCKS_PER_SECOND) {
      throw new NoMusicException("The audio is silent for two seconds");
    }
    blockPower = 0;
    blockSamples = 0;
  }
}
