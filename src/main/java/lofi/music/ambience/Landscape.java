package lofi.music.ambience;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lofi.music.dsp.Cycle;
import lofi.music.random.RandomStream;
import lofi.music.style.Ambience;

/// All beds of a song, each at its level.
public final class Landscape {
  private final List<Bed> beds = new ArrayList<>();
  private final Cycle cycle;
  private final int seed;
  private int made;

  /// @param levels 0 to 1 for each bed that is wanted
  public Landscape(Map<Ambience, Double> levels, long songSeed, Cycle cycle) {
    this.cycle = cycle;
    seed = (int) RandomStream.hash(songSeed, "ambience");
    for (Ambience kind : Ambience.values()) {
      double level = levels.getOrDefault(kind, 0.0);
      if (level > 0) {
        lay(kind, level);
      }
    }
  }

  public boolean isSilent() {
    return beds.isEmpty();
  }

  /// Adds the block that begins at `frame`.
  public void addTo(float[] left, float[] right, long frame) {
    for (int i = 0; i < beds.size(); i++) {
      beds.get(i).addTo(left, right, frame);
    }
  }

  private void lay(Ambience kind, double level) {
    switch (kind) {
      case RAIN -> rain(level);
      case THUNDER -> thunder(level);
      case CAFE -> cafe(level);
      case CRICKETS -> beds.add(new Chirps(cycle, next(), 2.5, 4_100, 4_500, 28, 7, .02 * level));
      case BIRDS -> birds(level);
      case WAVES -> waves(level);
      case WIND -> wind(level);
      case FIRE -> fire(level);
      case RUMBLE -> rumble(level);
      case CITY -> city(level);
    }
  }

  private int next() {
    return seed + 101 * made++;
  }

  private void wash(double low, double high, double gain, double pan, double still, double hertz) {
    beds.add(new Wash(cycle, next(), low, high, gain, pan, still, hertz));
  }

  private void sparks(double rate, double hertz, double q, int loudness, double gain, double pan) {
    beds.add(new Sparks(cycle, next(), rate, hertz, q, loudness, gain, pan));
  }

  private void rain(double level) {
    wash(300, 1_900, .050 * level, -.8, .65, .25);
    wash(300, 1_900, .050 * level, .8, .65, .3);
    sparks(90, 1_100, 4, 3, .15 * level, -.6);
    sparks(90, 1_800, 5, 3, .10 * level, .6);
    sparks(12, 700, 6, 2, .12 * level, 0);
  }

  private void thunder(double level) {
    wash(32, 110, .5 * level, 0, 0, .05);
    wash(40, 240, .16 * level, -.4, 0, .07);
  }

  private void cafe(double level) {
    double[] bands = {260, 380, 520, 760, 1_050, 1_500};
    for (int i = 0; i < bands.length; i++) {
      double pan = (i % 2 == 0 ? -.7 : .7) + .1 * (i - 2.5);
      double hertz = 2.2 + .55 * i;
      double gain = .11 * level * 260 / (260 + .3 * bands[i]);
      wash(bands[i] * .8, bands[i] * 1.3, gain, Math.max(-.9, Math.min(.9, pan)), .15, hertz);
    }
    sparks(.25, 3_300, 40, 1, .010 * level, .5);
    sparks(.2, 4_700, 50, 1, .008 * level, -.6);
  }

  private void birds(double level) {
    beds.add(new Chirps(cycle, next(), .35, 2_600, 4_200, 85, 6, .045 * level));
    beds.add(new Chirps(cycle, next(), .22, 3_400, 5_600, 55, 9, .035 * level));
    wash(200, 900, .008 * level, 0, .5, .2);
  }

  private void waves(double level) {
    beds.add(new Surf(cycle, next(), .085, .6, .09 * level, true));
    beds.add(new Surf(cycle, next(), .068, .1, .09 * level, false));
  }

  private void wind(double level) {
    wash(180, 520, .11 * level, -.5, .1, .22);
    wash(300, 800, .08 * level, .5, .1, .31);
    wash(700, 1_300, .03 * level, 0, 0, .4);
  }

  private void fire(double level) {
    wash(60, 320, .06 * level, 0, .5, 3);
    sparks(14, 1_100, 1.4, 3, .4 * level, -.4);
    sparks(9, 2_100, 2, 3, .24 * level, .4);
  }

  private void rumble(double level) {
    wash(45, 130, .14 * level, 0, .6, .9);
    wash(300, 1_100, .03 * level, -.4, .4, 1.4);
    wash(300, 1_100, .03 * level, .4, .4, 1.7);
    sparks(1.6, 420, 5, 1, .05 * level, .2);
  }

  private void city(double level) {
    wash(90, 420, .09 * level, 0, .3, .12);
    wash(400, 1_600, .035 * level, -.8, 0, .16);
    wash(400, 1_600, .035 * level, .8, 0, .13);
  }
}
