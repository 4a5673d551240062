package lofi.generation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes half a second of silence from any prompt, unless the test wants something else.
public final class FakeGenerator implements TrackGenerator {
  /// What happens in place of the usual piece.
  public interface Script {
    Outcome generate(GenerationRequest request, GenerationSink sink) throws IOException;
  }

  private static final int FRAMES = 16_000;

  private final String modelVersion;
  private final List<GenerationRequest> requests = new ArrayList<>();
  private Script script = FakeGenerator::silence;
  private int sampleRate = 32_000;

  public FakeGenerator(String modelVersion) {
    this.modelVersion = modelVersion;
  }

  public void follow(Script changed) {
    script = changed;
  }

  /// Long tracks of a low rate take little room.
  public void sampleRate(int changed) {
    sampleRate = changed;
  }

  /// What was asked of it, in order.
  public List<GenerationRequest> requests() {
    return List.copyOf(requests);
  }

  public static Outcome silence(GenerationRequest request, GenerationSink sink) throws IOException {
    sink.write(new float[FRAMES], FRAMES);
    return new Outcome.Finished(
        new GeneratedAudio(25, Optional.empty(), Map.of("prompt", request.prompt().text())));
  }

  @Override
  public String modelVersion() {
    return modelVersion;
  }

  @Override
  public int sampleRate() {
    return sampleRate;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public Outcome generate(GenerationRequest request, GenerationSink sink) throws IOException {
    requests.add(request);
    return script.generate(request, sink);
  }
}
