package lofi.music.mix;

import lofi.music.dsp.Cycle;
import lofi.music.dsp.Rate;
import lofi.music.style.Mix;

/// What the whole mix is recorded through: saturation, sampler grain, dull top, uneven motor.
final class TapeChain {
  private final Saturation saturation;
  private final Crusher crusher;
  private final ToneControl tone;
  private final Tape tape;
  private final double lowPassHz;

  /// @param opening what the filter's corner is multiplied by at the beginning
  TapeChain(Mix mix, double opening, Cycle cycle) {
    saturation = new Saturation(mix.drive());
    crusher = new Crusher(mix.crush(), cycle.rate(mix.crushHz()));
    lowPassHz = mix.lowPassHz();
    tone = new ToneControl(lowPassHz * opening, mix.tiltDb(), mix.outputDb());
    tape =
        new Tape(
            cycle.rate(mix.wowHz()),
            mix.wowCents(),
            cycle.rate(mix.flutterHz()),
            mix.flutterCents());
  }

  /// Moves the dull top to `mul` times its usual corner.
  void openTo(double mul) {
    tone.moveTo(Rate.onePole(lowPassHz * mul));
  }

  void apply(StereoBlock block) {
    saturation.apply(block);
    crusher.apply(block);
    tone.apply(block);
    tape.apply(block);
  }
}
