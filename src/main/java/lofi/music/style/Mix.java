package lofi.music.style;

/// How a song is mixed: balance, room, tape and noise.
///
/// @param drumsDb drums against everything else
/// @param kickDb the kick against the other drums, as hatsDb for hats and shakers
/// @param tiltDb how far the highs are lifted and the lows lowered
/// @param lowPassHz the corner of the tape's two one-pole filters
/// @param crush 0 to .35: how much of the sampler's 12-bit sound is blended in
/// @param crushHz the sampler's rate
/// @param drive how hard the tape is hit; 1 is gentle
/// @param duckDb how far the kick pushes the chords down
/// @param width 0 to 1: how far instruments stand apart
/// @param hissDb level of the tape's noise
/// @param popsPerSecond how often the needle meets dust
/// @param popGain how loud the loudest of them are
/// @param outputDb what brings a usual song of this style to −16 LUFS
public record Mix(
    double keysDb,
    double leadDb,
    double bassDb,
    double padDb,
    double drumsDb,
    double kickDb,
    double hatsDb,
    double tiltDb,
    double lowPassHz,
    double crush,
    double crushHz,
    double drive,
    double drumDrive,
    double duckDb,
    double duckReleaseMs,
    double reverbSeconds,
    double reverbReturn,
    double roomSize,
    double width,
    double wowHz,
    double wowCents,
    double flutterHz,
    double flutterCents,
    double hissDb,
    double popsPerSecond,
    double popGain,
    double humDb,
    boolean scratch,
    double outputDb) {}
