package lofi.music.theory;

/// How the player's hand lies on the instrument.
///
/// @param register how many semitones above the middle of the keyboard it rests
/// @param holdsRoots whether it plays the roots itself, as a guitarist does, or leaves them to the
///   bass, as a pianist does
public record Hand(double register, boolean holdsRoots) {}
