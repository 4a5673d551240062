package lofi.music.style;

import java.util.Map;
import java.util.Set;
import lofi.music.theory.Mode;

/// Everything about a song that is decided before its first note.
///
/// @param swing16 where the second sixteenth of an eighth falls: .5 is straight, .667 a triplet
/// @param keyPitchClass C is 0
/// @param valence −1 (sad) to 1 (happy)
/// @param energy 0 to 1, as are jazz, density, warmth, space, dust and wobble
/// @param melody −.5 to .5: less or more of it than usual
/// @param songSeconds how long the prompt wants songs to be, or 0
/// @param ambience how loud each bed is, 0 to 1
public record Style(
    Palette palette,
    double bpm,
    double swing16,
    Feel feel,
    int keyPitchClass,
    Mode mode,
    double valence,
    double energy,
    double jazz,
    double density,
    double melody,
    double warmth,
    double space,
    double dust,
    double wobble,
    double songSeconds,
    KeysSound keys,
    LeadSound lead,
    BassVoice bass,
    KitSound kit,
    Map<Ambience, Double> ambience,
    Set<Trait> traits,
    Mix mix) {
  public Style {
    ambience = Map.copyOf(ambience);
    traits = Set.copyOf(traits);
  }

  /// The same style at another tempo and in another key.
  public Style at(double newBpm, int newKey, Mode newMode) {
    return new Style(
        palette,
        newBpm,
        swing16,
        feel,
        newKey,
        newMode,
        valence,
        energy,
        jazz,
        density,
        melody,
        warmth,
        space,
        dust,
        wobble,
        songSeconds,
        keys,
        lead,
        bass,
        kit,
        ambience,
        traits,
        mix);
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  public double ambience(Ambience bed) {
    return ambience.getOrDefault(bed, 0.0);
  }
}
