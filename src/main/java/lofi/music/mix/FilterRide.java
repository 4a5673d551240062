package lofi.music.mix;

import java.util.List;
import lofi.music.compose.Ending;
import lofi.music.compose.Section;
import lofi.music.compose.SectionKind;
import lofi.music.compose.SongPlan;
import lofi.music.compose.Transition;

/// Moves the tape's dull top with the form: it opens over an intro, closes over an outro and over
/// an end that fades or echoes, and dips before some section changes.
final class FilterRide {
  private static final double DIP_BEATS = 8;
  private static final double DEEPEST = .3;

  /// Over how many beats an ending grows dark, and how dark.
  private static final double CLOSING_BEATS = 8;

  private static final double CLOSED = .25;

  private final List<Section> sections;
  private final boolean endsDark;

  FilterRide(SongPlan plan) {
    sections = plan.sections();
    endsDark = plan.ending() == Ending.FADING || plan.ending() == Ending.ECHOES;
  }

  /// What the corner is multiplied by at a beat.
  double at(double beat) {
    Section section = sectionAt(beat);
    double progress = (beat - section.startBeat()) / (section.endBeat() - section.startBeat());
    double progressInside = Math.max(0, Math.min(1, progress));
    double mul =
        switch (section.kind()) {
          case INTRO -> section.filterMul() + (1 - section.filterMul()) * progressInside;
          case ENDING -> endsDark ? closing(beat - section.startBeat()) : 1;
          case OUTRO -> 1 - (1 - section.filterMul()) * progressInside;
          default -> section.filterMul();
        };
    return mul * dip(section, beat);
  }

  private static double closing(double beats) {
    return 1 - (1 - CLOSED) * Math.min(1, beats / CLOSING_BEATS);
  }

  private Section sectionAt(double beat) {
    Section found = sections.getFirst();
    for (Section section : sections) {
      found = section.startBeat() <= beat ? section : found;
    }
    return found;
  }

  private static double dip(Section section, double beat) {
    double left = section.endBeat() - beat;
    boolean dips = section.has(Transition.LOW_PASS_DIP) && section.kind() != SectionKind.INTRO;
    if (!dips || left > DIP_BEATS || left < 0) {
      return 1;
    }
    double into = 1 - left / DIP_BEATS;
    return into < .75 ? 1 - (1 - DEEPEST) * into / .75 : DEEPEST + (1 - DEEPEST) * (into - .75) * 4;
  }
}
