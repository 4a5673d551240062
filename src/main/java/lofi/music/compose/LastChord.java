package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;
import lofi.music.random.RandomStream;
import lofi.music.theory.Pitch;

/// Plays the chord that a piece ends on.
final class LastChord {
  private static final int LOWEST_BASS = 28;

  private final SongPlan plan;
  private final Section section;
  private final ChordSpan span;
  private final RandomStream draw;
  private final List<NoteEvent> notes = new ArrayList<>();

  private LastChord(SongPlan plan, Section section, ChordSpan span) {
    this.plan = plan;
    this.section = section;
    this.span = span;
    draw = RandomStream.of(plan.songSeed(), "last-chord");
  }

  static List<NoteEvent> play(SongPlan plan, Section section, ChordSpan span) {
    var last = new LastChord(plan, section, span);
    last.root();
    if (section.has(Layer.KEYS)) {
      last.keys();
      last.afterglow();
    }
    if (plan.ending() == Ending.COLD) {
      last.stroke();
    }
    if (plan.ending() == Ending.LAST_MOTIF) {
      last.notes.addAll(Melodist.play(plan, section, List.of(span)));
    }
    last.notes.addAll(PadPlayer.play(section, List.of(span)));
    return last.notes;
  }

  /// How late the chord comes when the players have slowed down.
  private double lateMillis() {
    return plan.ending() == Ending.SLOWING ? LastBars.heldBackMillis(plan) : 0;
  }

  /// The bass holds the root; without one, the left hand does.
  private void root() {
    boolean withBass = section.has(Layer.BASS) && plan.ending() != Ending.KEYS_ALONE;
    int pitchClass = span.chord().rootPitchClass();
    if (withBass) {
      double beats = plan.ending() == Ending.COLD ? 1 : span.beats() - .3;
      note(Part.BASS, 0, beats, Pitch.atOrAbove(LOWEST_BASS, pitchClass), .78);
    } else if (section.has(Layer.KEYS)) {
      note(Part.KEYS, 0, span.beats(), Pitch.atOrAbove(Comping.LEFT_HAND, pitchClass), .5);
    }
  }

  private void keys() {
    switch (plan.ending()) {
      case ECHOES -> {
        chord(.44, .02);
        echo();
      }
      case SLOWING -> {
        chord(.46, .14);
        note(Part.KEYS, 2.5, 4, top() + 12, .34);
      }
      case KEYS_ALONE -> {
        chord(.5, .5);
        note(Part.KEYS, .5 * span.voicing().size(), 5, top() + 12, .42);
      }
      case LAST_MOTIF -> chord(.4, .06);
      case COLD -> chord(.66, 0);
      case FADING -> {}
    }
  }

  /// @param apartBeats how much later each note is than the one below it
  private void chord(double velocity, double apartBeats) {
    for (int i = 0; i < span.voicing().size(); i++) {
      double wait = i * apartBeats;
      double played = velocity * (1 + .05 * draw.gaussian());
      note(Part.KEYS, wait, span.beats() - wait, span.voicing().get(i), played);
    }
  }

  private int top() {
    return span.voicing().getLast();
  }

  /// A few soft notes, before the chord has died away.
  private void afterglow() {
    if (plan.ending() != Ending.ECHOES) {
      note(Part.KEYS, 4, 4, top(), .28);
      note(Part.KEYS, 4.5, 3.5, span.voicing().get(1), .24);
      note(Part.KEYS, 7.5, 4, top(), .22);
    }
  }

  /// The chord's top comes back a few times, from farther and farther away.
  private void echo() {
    for (double beat = 2; beat < span.beats(); beat += 1.5) {
      int pitch = span.voicing().get(span.voicing().size() - 1 - draw.below(2)) + 12;
      note(Part.KEYS, beat, 4, pitch, Math.max(.15, .5 - .05 * beat));
    }
  }

  /// Kick and cymbal on the one, if there were drums.
  private void stroke() {
    boolean drummed = plan.sections().get(section.index() - 1).has(Layer.DRUMS);
    if (drummed) {
      double late = plan.groove().kickMillis();
      notes.add(NoteEvent.drum(DrumLane.KICK, span.beat(), .95, late));
      notes.add(NoteEvent.drum(DrumLane.OPEN, span.beat(), .5, late));
    }
  }

  private void note(Part part, double after, double beats, int pitch, double velocity) {
    double late = part == Part.BASS ? plan.groove().bassMillis() : plan.groove().keysMillis();
    notes.add(
        NoteEvent.note(part, span.beat() + after, beats, pitch, velocity, late + lateMillis()));
  }
}
