package lofi.music.compose;

import java.util.List;
import lofi.music.style.Style;

/// A song before its notes: small, quick to make, and enough to compose any section of it.
public record SongPlan(
    long songSeed,
    Style style,
    List<Section> sections,
    List<HarmonyLoop> harmony,
    List<Motif> motifs,
    DrumPattern drums,
    Groove groove) {
  public SongPlan {
    sections = List.copyOf(sections);
    harmony = List.copyOf(harmony);
    motifs = List.copyOf(motifs);
  }

  public double beats() {
    return sections.getLast().endBeat();
  }

  public Timing timing() {
    return new Timing(style.bpm(), style.swing16());
  }
}
