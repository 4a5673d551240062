package lofi.music;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import lofi.generation.StemGains;
import lofi.music.compose.Ending;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndingTest {
  /// Shorter than one bar of this tempo.
  private static final int SECONDS = 3;

  private static final int MILLISECOND = 48;

  @ParameterizedTest
  @EnumSource(Ending.class)
  void aPieceFadesHoweverShortItIs(Ending ending) {
    TrackRenderer renderer = pieceThatEnds(ending);
    float[] sound = RenderedTrack.of(renderer, renderer.measureGain(), new StemGains()).mono();

    assertTrue(loudest(sound, 0) > .1, "loudest " + loudest(sound, 0));
    float last = loudest(sound, sound.length - MILLISECOND);
    assertTrue(last < .001, "last " + last);
  }

  private static TrackRenderer pieceThatEnds(Ending ending) {
    return LongStream.range(0, 200)
        .mapToObj(seed -> new TrackRenderer("lofi, 60 bpm", seed, SECONDS))
        .filter(renderer -> renderer.plan().ending() == ending)
        .findFirst()
        .orElseThrow();
  }

  private static float loudest(float[] sound, int from) {
    float loudest = 0;
    for (int i = from; i < sound.length; i++) {
      loudest = Math.max(loudest, Math.abs(sound[i]));
    }
    return loudest;
  }
}
