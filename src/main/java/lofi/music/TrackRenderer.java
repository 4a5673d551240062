package lofi.music;

import java.util.OptionalDouble;
import java.util.function.LongPredicate;
import lofi.generation.StemGains;
import lofi.music.compose.Ending;
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

/// A piece of a given length: as many whole bars as fit, then its end, and a fade over what is
/// left.
public final class TrackRenderer {
  /// −16 LUFS and a tenth, which the limiter takes from most pieces.
  private static final double TARGET_LUFS = -15.9;

  private static final double SHORTEST_ENDING_SEC = 1.6;
  private static final int FEWEST_FOR_A_LONG_ENDING = 7;
  private static final long USUAL_FADE = 7 * Rate.HZ / 10;

  private static final long ASKED_EVERY = 64 * Rate.BLOCK;

  private final SongPlan plan;
  private final long lengthFrames;
  private final long fadeFrames;

  public TrackRenderer(String prompt, long seed, double seconds) {
    String normalised = PromptReader.normalise(prompt);
    long songSeed = PromptReader.songSeed(seed, normalised);
    Style style = StyleResolver.resolve(normalised, songSeed);
    double barSeconds = 240 / style.bpm();
    int whole = Math.max(1, (int) ((seconds - SHORTEST_ENDING_SEC) / barSeconds));
    boolean takesItsTime = Ending.draw(songSeed, style).takesItsTime();
    int bars = takesItsTime && whole >= FEWEST_FOR_A_LONG_ENDING ? whole - 1 : whole;
    plan = SongPlanner.planBars(songSeed, style, bars);
    lengthFrames = (long) Math.floor(seconds * Rate.HZ + .5);
    long endingFrames = lengthFrames - plan.timing().frame(4.0 * bars, 0, Rate.HZ);
    long usualFade = Math.min(USUAL_FADE, Math.max(endingFrames, lengthFrames / 4));
    fadeFrames =
        plan.ending() == Ending.FADING
            ? Math.max(usualFade, Math.min(endingFrames, lengthFrames / 4))
            : usualFade;
  }

  public SongPlan plan() {
    return plan;
  }

  public long lengthFrames() {
    return lengthFrames;
  }

  /// Plays the piece once to find the gain that makes it as loud as every other.
  public double measureGain() {
    return measureGain(_ -> true).orElseThrow();
  }

  /// The same for somebody who may lose patience.
  ///
  /// @param goesOn is told three times a second how many frames have been heard; empty is returned
  ///   once it says no
  OptionalDouble measureGain(LongPredicate goesOn) {
    var renderer = new SongRenderer(plan, new StemGains(), Cycle.endless());
    var meter = new LoudnessMeter();
    float[] left = new float[Rate.BLOCK];
    float[] right = new float[Rate.BLOCK];
    for (long at = 0; at < lengthFrames; at += Rate.BLOCK) {
      if (at % ASKED_EVERY == 0 && !goesOn.test(at)) {
        return OptionalDouble.empty();
      }
      renderer.render(left, right);
      fade(at - SongRenderer.latencyFrames(), left, right);
      meter.listen(left, right);
    }
    return OptionalDouble.of(StrictMath.pow(10, (TARGET_LUFS - meter.integrated()) / 20));
  }

  private void fade(long from, float[] left, float[] right) {
    for (int i = untilFade(from); i < Rate.BLOCK; i++) {
      float gain = fadeAt(from + i);
      left[i] *= gain;
      right[i] *= gain;
    }
  }

  /// How many audio frames from here on do not fade yet.
  private int untilFade(long frame) {
    return (int) Math.max(0, lengthFrames - fadeFrames - frame);
  }

  /// A parabola: the last chord has faded by itself, so the noise under it goes quickly.
  private float fadeAt(long frame) {
    long into = frame - (lengthFrames - fadeFrames);
    float left = 1 - (float) into / fadeFrames;
    return left * (2 - left);
  }

  /// Opens the piece for reading from its beginning.
  public Playback open(double gain, StemGains stems) {
    return new Playback(gain, stems);
  }

  /// One reading of the piece.
  public final class Playback {
    private final SongRenderer renderer;
    private final Master master;
    private final float gain;
    private long read;

    private Playback(double gain, StemGains stems) {
      this.gain = (float) gain;
      renderer = new SongRenderer(plan, stems, Cycle.endless());
      skipLatency();
      master = new Master(this::renderBlock);
    }

    private void skipLatency() {
      float[] unheard = new float[Rate.BLOCK];
      for (int i = 0; i < SongRenderer.latencyFrames(); i += Rate.BLOCK) {
        renderer.render(unheard, unheard);
      }
    }

    private void renderBlock(float[] left, float[] right) {
      renderer.render(left, right);
      for (int i = 0; i < Rate.BLOCK; i++) {
        left[i] *= gain;
        right[i] *= gain;
      }
    }

    /// Writes up to `frames` frames; 0 when the piece is over.
    public int read(float[] interleaved, int frames) {
      int count = (int) Math.min(frames, lengthFrames - read);
      if (count > 0) {
        master.read(interleaved, count);
        fade(interleaved, count);
        read += count;
      }
      return Math.max(0, count);
    }

    private void fade(float[] interleaved, int frames) {
      for (int i = untilFade(read); i < frames; i++) {
        float gain = fadeAt(read + i);
        interleaved[2 * i] *= gain;
        interleaved[2 * i + 1] *= gain;
      }
    }
  }
}
