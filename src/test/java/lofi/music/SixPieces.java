package lofi.music;

import java.util.ArrayList;
import java.util.List;
import lofi.generation.Stem;
import lofi.generation.StemGains;

/// Six pieces of half a minute, rendered once for every test that listens to them.
final class SixPieces {
  private static final String PROMPT = "lofi hip hop, chill";
  private static final int COUNT = 6;
  private static final double SECONDS = 30;

  private static final List<RenderedTrack> WHOLE = new ArrayList<>();
  private static final List<RenderedTrack> DRUMS = new ArrayList<>();

  private SixPieces() {}

  static synchronized List<RenderedTrack> whole() {
    render();
    return WHOLE;
  }

  /// The same pieces with every fader down but that of the drums.
  static synchronized List<RenderedTrack> drums() {
    render();
    return DRUMS;
  }

  private static void render() {
    for (int seed = 1; WHOLE.size() < COUNT; seed++) {
      var renderer = new TrackRenderer(PROMPT, seed, SECONDS);
      double gain = renderer.measureGain();
      WHOLE.add(RenderedTrack.of(renderer, gain, new StemGains()));
      DRUMS.add(RenderedTrack.of(renderer, gain, only(Stem.DRUMS)));
    }
  }

  static StemGains only(Stem wanted) {
    var gains = new StemGains();
    for (Stem stem : Stem.values()) {
      gains.set(stem, stem == wanted ? 1 : 0);
    }
    return gains;
  }
}
