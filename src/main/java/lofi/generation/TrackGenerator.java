package lofi.generation;

import java.io.IOException;

/// Makes pieces of a given length from prompts.
public interface TrackGenerator {
  /// Changes whenever the same request would sound different; a part of every track's id.
  String modelVersion();

  /// Who this is; most make their music without a model.
  default GeneratorInfo info() {
    return GeneratorInfo.PROCEDURAL;
  }

  /// Audio frames a second of what this generator writes.
  int sampleRate();

  /// 1 for mono, 2 for stereo.
  int channels();

  /// Makes one piece and returns when it has ended. One thread calls this, one piece at a time.
  ///
  /// @throws IOException what `sink` threw
  Outcome generate(GenerationRequest request, GenerationSink sink) throws IOException;
}
