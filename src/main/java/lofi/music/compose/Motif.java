package lofi.music.compose;

import java.util.List;

/// A song's own melodic idea: a rhythm of two bars with a shape.
///
/// @param onsets in beats from the motif's beginning
/// @param contour steps above the motif's centre, one for each onset
/// @param targetDegree the degree of the chord that its last note leans on: 3, 5, 7, 9 or 13
public record Motif(
    List<Double> onsets, List<Double> lengths, List<Integer> contour, int targetDegree) {
  public Motif {
    onsets = List.copyOf(onsets);
    lengths = List.copyOf(lengths);
    contour = List.copyOf(contour);
  }
}
