package lofi.music.mix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lofi.music.compose.DrumLane;
import lofi.music.compose.NoteEvent;
import lofi.music.compose.Part;
import lofi.music.compose.Section;
import lofi.music.compose.SectionComposer;
import lofi.music.compose.SongPlan;
import lofi.music.compose.Timing;
import lofi.music.dsp.Cycle;
import lofi.music.dsp.Rate;

/// A song's notes in the order in which they sound, composed section by section just ahead of the
/// play head; in a loop they come round again.
final class Timeline {
  /// A section is composed this many beats before it begins.
  private static final double AHEAD_BEATS = 4;

  private static final double SHAKER_SWING_MILLIS = 4;

  private final SongPlan plan;
  private final Timing timing;
  private final Cycle cycle;
  private final List<Cue> cues = new ArrayList<>();
  private long lapStart;
  private int nextSection;
  private int nextCue;

  /// A note and the audio frame it begins on.
  record Cue(long frame, NoteEvent note) {}

  Timeline(SongPlan plan, Cycle cycle) {
    this.plan = plan;
    this.cycle = cycle;
    this.timing = plan.timing();
  }

  /// Leaves out the sections that begin before `frame`.
  void skipTo(long frame) {
    while (timing.frame(plan.sections().get(nextSection).startBeat(), 0, Rate.HZ) < frame) {
      nextSection++;
    }
  }

  /// Composes what the next block may need; says whether there is something new.
  boolean prepare(long blockStart) {
    boolean composed = false;
    while (nextSection < plan.sections().size() && isNear(blockStart)) {
      compose(plan.sections().get(nextSection++));
      composed = true;
      if (nextSection == plan.sections().size() && !cycle.isEndless()) {
        nextSection = 0;
        lapStart += cycle.frames();
      }
    }
    return composed;
  }

  private boolean isNear(long blockStart) {
    double beat = plan.sections().get(nextSection).startBeat() - AHEAD_BEATS;
    return blockStart + Rate.BLOCK >= lapStart + timing.frame(beat, 0, Rate.HZ);
  }

  private void compose(Section section) {
    cues.subList(0, nextCue).clear();
    nextCue = 0;
    for (NoteEvent note : SectionComposer.compose(plan, section)) {
      long frame =
          lapStart + timing.frame(note.beat(), note.offsetMillis() - leadMillis(note), Rate.HZ);
      cues.add(new Cue(Math.max(0, frame), note));
    }
    cues.sort(Comparator.comparingLong(Cue::frame));
  }

  /// A shaker is swung before it is heard.
  private static double leadMillis(NoteEvent note) {
    boolean swings = note.part() == Part.DRUMS && note.lane() == DrumLane.SHAKER;
    return swings ? SHAKER_SWING_MILLIS : 0;
  }

  /// Whether nothing comes after the notes that are composed.
  boolean isComposed() {
    return nextSection == plan.sections().size();
  }

  /// The notes that are composed and have not sounded yet.
  List<NoteEvent> coming() {
    return cues.subList(nextCue, cues.size()).stream().map(Cue::note).toList();
  }

  /// Whether a note begins before `blockEnd`; `take` then gives it.
  boolean hasNext(long blockEnd) {
    return nextCue < cues.size() && cues.get(nextCue).frame() < blockEnd;
  }

  Cue take() {
    return cues.get(nextCue++);
  }
}
