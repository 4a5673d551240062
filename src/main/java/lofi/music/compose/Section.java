package lofi.music.compose;

import java.util.Set;

/// Some bars of a song in which the same layers play.
///
/// @param harmony which of the song's loops it uses
/// @param filterMul what the tape's low-pass corner is multiplied by
/// @param transitions how it hands over to the next section
public record Section(
    SectionKind kind,
    int index,
    double startBeat,
    int bars,
    int harmony,
    Set<Layer> layers,
    double energy,
    double filterMul,
    Set<Transition> transitions) {
  public Section {
    layers = Set.copyOf(layers);
    transitions = Set.copyOf(transitions);
  }

  public double endBeat() {
    return startBeat + 4 * bars;
  }

  public boolean has(Layer layer) {
    return layers.contains(layer);
  }

  public boolean has(Transition transition) {
    return transitions.contains(transition);
  }
}
