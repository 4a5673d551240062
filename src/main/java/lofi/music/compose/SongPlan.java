package lofi.music.compose;

import java.util.List;
import lofi.music.style.Style;

/// A song before its notes: small, quick to make, and enough to compose any section of it.
///
/// @param ending how it ends when no other song follows
/// @param bridge the last section's chords when they lead into the next song's key, else empty
public record SongPlan(
    long songSeed,
    Style style,
    List<Section> sections,
    List<HarmonyLoop> harmony,
    List<Motif> motifs,
    DrumPattern drums,
    Groove groove,
    Ending ending,
    List<ChordSpan> bridge) {
  public SongPlan {
    sections = List.copyOf(sections);
    harmony = List.copyOf(harmony);
    motifs = List.copyOf(motifs);
    bridge = List.copyOf(bridge);
  }

  /// What makes a song itself to the ear; two neighbours of a stream never share any of it.
  public record Identity(String roots, List<Double> motif, List<List<Integer>> kicks) {}

  public Identity identity() {
    String roots = harmony.getFirst().rootPattern(style.keyPitchClass());
    return new Identity(roots, motifs.getFirst().onsets(), drums.kicks());
  }

  public double beats() {
    return sections.getLast().endBeat();
  }

  public Timing timing() {
    return new Timing(style.bpm(), style.swing16());
  }
}
