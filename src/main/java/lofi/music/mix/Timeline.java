package lofi.music.mix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lofi.music.compose.NoteEvent;
import lofi.music.compose.Section;
import lofi.music.compose.SectionComposer;
import lofi.music.compose.SongPlan;
import lofi.music.compose.Timing;
import lofi.music.dsp.Rate;

/// A song's notes in the order in which they sound, composed section by section just ahead of the
/// play head.
final class Timeline {
  /// A section is composed this many beats before it begins.
  private static final double AHEAD_BEATS = 4;

  private final SongPlan plan;
  private final Timing timing;
  private final List<Cue> cues = new ArrayList<>();
  private int nextSection;
  private int nextCue;

  /// A note and the audio frame it begins on.
  record Cue(long frame, NoteEvent note) {}

  Timeline(SongPlan plan) {
    this.plan = plan;
    this.timing = plan.timing();
  }

  /// Composes what the next block may need.
  void prepare(long blockStart) {
    List<Section> sections = plan.sections();
    while (nextSection < sections.size() && isNear(sections.get(nextSection), blockStart)) {
      compose(sections.get(nextSection++));
    }
  }

  private boolean isNear(Section section, long blockStart) {
    return blockStart + Rate.BLOCK >= timing.frame(section.startBeat() - AHEAD_BEATS, 0, Rate.HZ);
  }

  private void compose(Section section) {
    cues.subList(0, nextCue).clear();
    nextCue = 0;
    for (NoteEvent note : SectionComposer.compose(plan, section)) {
      long frame = timing.frame(note.beat(), note.offsetMillis(), Rate.HZ);
      cues.add(new Cue(Math.max(0, frame), note));
    }
    cues.sort(Comparator.comparingLong(Cue::frame));
  }

  /// Whether a note begins before `blockEnd`; `take` then gives it.
  boolean hasNext(long blockEnd) {
    return nextCue < cues.size() && cues.get(nextCue).frame() < blockEnd;
  }

  Cue take() {
    return cues.get(nextCue++);
  }

  /// The section that sounds at a frame.
  Section sectionAt(long frame) {
    List<Section> sections = plan.sections();
    Section current = sections.getFirst();
    for (Section section : sections) {
      if (timing.frame(section.startBeat(), 0, Rate.HZ) <= frame) {
        current = section;
      }
    }
    return current;
  }
}
