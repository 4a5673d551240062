package lofi.music;

import lofi.generation.StemGains;
import lofi.music.compose.SongPlan;
import lofi.music.compose.SongPlanner;
import lofi.music.dsp.Cycle;
import lofi.music.dsp.Rate;
import lofi.music.mix.LoudnessMeter;
import lofi.music.mix.Master;
import lofi.music.mix.SongRenderer;
import lofi.music.style.PromptReader;
import lofi.music.style.Style;
import lofi.music.style.StyleResolver;

/// A loop of whole bars whose end flows into its beginning.
///
/// The loop is played twice and the second lap is kept: by then every echo that crosses the seam is
/// there, so nothing needs to be cross-faded.
public final class LoopRenderer {
  /// −16 LUFS and a tenth, which the limiter takes from most pieces.
  private static final double TARGET_LUFS = -15.9;

  private static final int MOST_BARS = 200;

  private final SongPlan plan;
  private final Cycle cycle;

  /// @param seconds about how long; the loop has the nearest whole number of bars, or as many as
  ///   the prompt states
  public LoopRenderer(String prompt, long seed, double seconds) {
    String normalised = PromptReader.normalise(prompt);
    long songSeed = PromptReader.songSeed(seed, normalised);
    Style style = StyleResolver.resolve(normalised, songSeed);
    double wanted =
        StyleResolver.stated(normalised, "bars")
            .orElse(Math.floor(seconds * style.bpm() / 240 + .5));
    int bars = (int) Math.max(1, Math.min(MOST_BARS, wanted));
    long frames = wholeBlocks(bars * 240 / style.bpm());
    double bpm = bars * 240.0 * Rate.HZ / frames;
    Style fitting = style.at(bpm, style.keyPitchClass(), style.mode());
    plan = SongPlanner.planLoop(songSeed, fitting, bars);
    cycle = Cycle.of(frames);
  }

  private static long wholeBlocks(double seconds) {
    return (long) Math.floor(seconds * Rate.HZ / Rate.BLOCK + .5) * Rate.BLOCK;
  }

  public SongPlan plan() {
    return plan;
  }

  public long lengthFrames() {
    return cycle.frames();
  }

  /// The gain that brings the loop to the loudness of every other piece.
  public double measureGain() {
    SongRenderer renderer = secondLap(new StemGains());
    var meter = new LoudnessMeter();
    float[] left = new float[Rate.BLOCK];
    float[] right = new float[Rate.BLOCK];
    for (long at = 0; at < cycle.frames(); at += Rate.BLOCK) {
      renderer.render(left, right);
      meter.listen(left, right);
    }
    return StrictMath.pow(10, (TARGET_LUFS - meter.integrated()) / 20);
  }

  /// The loop as interleaved stereo.
  public float[] render(double gain, StemGains stems) {
    SongRenderer renderer = secondLap(stems);
    float level = (float) gain;
    var master =
        new Master((left, right) -> {
          renderer.render(left, right);
          for (int i = 0; i < Rate.BLOCK; i++) {
            left[i] *= level;
            right[i] *= level;
          }
        });
    float[] lap = new float[(int) (2 * cycle.frames())];
    master.read(lap, (int) cycle.frames());
    master.read(lap, (int) cycle.frames());
    return lap;
  }

  /// A renderer that has played one lap already, in step with the plan.
  private SongRenderer secondLap(StemGains stems) {
    var renderer = new SongRenderer(plan, stems, cycle);
    float[] unheard = new float[Rate.BLOCK];
    for (long at = 0; at < cycle.frames() + SongRenderer.latencyFrames(); at += Rate.BLOCK) {
      renderer.render(unheard, unheard);
    }
    return renderer;
  }
}
