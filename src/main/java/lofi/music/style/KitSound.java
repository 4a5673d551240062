package lofi.music.style;

/// The recipes of a song's drums.
///
/// @param kickHz where the kick comes to rest
/// @param kickClick 0 to 1: the beater
/// @param snareNoise 0 to 1: wires against shell
/// @param brightness 0 to 1: how open hats and snare sound
public record KitSound(
    Kit kit,
    double kickHz,
    double kickDropHz,
    double kickDecayMs,
    double kickClick,
    double snareHz,
    double snareDecayMs,
    double snareNoise,
    double hatDecayMs,
    double hatHz,
    double brightness) {}
