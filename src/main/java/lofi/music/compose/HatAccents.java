package lofi.music.compose;

import lofi.music.random.RandomStream;

/// How hard the right hand strikes in a section: beat, eighth between beats, sixteenth, measured as
/// 1 : .7 : .4 in people's playing, and each section a little off that in its own way.
///
/// @param ghosts how many of the sixteenths are hardly touched
record HatAccents(double beat, double eighth, double sixteenth, double ghosts) {
  static HatAccents draw(long songSeed, Section section) {
    RandomStream draw = RandomStream.of(songSeed, "drums/" + section.index() + "/accents");
    boolean leansOnTheOffBeat = draw.chance(.3);
    double sixteenth = draw.between(.36, .48);
    double ghosts = draw.between(.05, .3);
    return leansOnTheOffBeat
        ? new HatAccents(draw.between(.7, .85), 1, sixteenth, ghosts)
        : new HatAccents(1, draw.between(.55, .8), sixteenth, ghosts);
  }

  /// How hard the hand falls on a step of the bar, 1 being an accent.
  double at(int step, RandomStream draw) {
    double usual = (step & 1) == 1 ? sixteenth : step % 4 == 2 ? eighth : beat;
    boolean ghost = (step & 1) == 1 && draw.chance(ghosts);
    return usual * draw.between(.85, 1.1) * (ghost ? .65 : 1);
  }
}
