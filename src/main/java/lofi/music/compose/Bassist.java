package lofi.music.compose;

import java.util.ArrayList;
import java.util.List;
import lofi.music.random.RandomStream;
import lofi.music.theory.ChordScale;
import lofi.music.theory.Pitch;

/// Plays the bass: roots on the one, then with the kick, with a step into the next chord.
final class Bassist {
  private static final int LOWEST = 28;
  private static final int HIGHEST = 50;
  private static final int COMFORTABLE = 41;

  private final SongPlan plan;
  private final Section section;
  private final RandomStream draw;
  private final List<NoteEvent> notes = new ArrayList<>();
  private int previous = 36;

  private Bassist(SongPlan plan, Section section) {
    this.plan = plan;
    this.section = section;
    draw = RandomStream.of(plan.songSeed(), "bass/" + section.index());
  }

  static List<NoteEvent> play(
      SongPlan plan, Section section, List<ChordSpan> chords, ChordSpan after) {
    var bassist = new Bassist(plan, section);
    if (section.has(Layer.BASS)) {
      for (int i = 0; i < chords.size(); i++) {
        bassist.playSpan(chords.get(i), i + 1 < chords.size() ? chords.get(i + 1) : after);
      }
    }
    return bassist.notes;
  }

  private void playSpan(ChordSpan span, ChordSpan next) {
    int root = nearPrevious(span.chord().rootPitchClass());
    List<Double> onsets = onsets(span);
    boolean approaches =
        span.beats() >= 2 && section.energy() > .3 && draw.chance(.4) && !sameRoot(span, next);
    if (approaches) {
      onsets.removeIf(onset -> onset >= span.endBeat() - .75);
      onsets.add(span.endBeat() - .5);
    }
    for (int i = 0; i < onsets.size(); i++) {
      boolean isApproach = approaches && i == onsets.size() - 1;
      double end = i + 1 < onsets.size() ? onsets.get(i + 1) : span.endBeat();
      int pitch = isApproach ? approachTo(next) : i == 0 ? first(root) : colour(root);
      playNote(onsets.get(i), end, pitch, i == 0 ? .78 : .62);
    }
  }

  private static boolean sameRoot(ChordSpan a, ChordSpan b) {
    return a.chord().rootPitchClass() == b.chord().rootPitchClass();
  }

  private List<Double> onsets(ChordSpan span) {
    List<Double> onsets = new ArrayList<>();
    onsets.add(span.beat());
    if (section.energy() < .4 || !section.has(Layer.KICK)) {
      return onsets;
    }
    for (double beat = span.beat(); beat < span.endBeat(); beat += .25) {
      boolean roomBefore = beat - onsets.getLast() >= .7;
      if (roomBefore && isKick(beat) && draw.chance(.55)) {
        onsets.add(beat);
      }
    }
    return onsets;
  }

  private boolean isKick(double beat) {
    double within = beat - section.startBeat();
    int bar = (int) (within / 4);
    int step = (int) Math.floor((within - 4 * bar) * 4 + .5);
    return plan.drums().bars().get(bar & 1).kick().contains(step);
  }

  /// Nearly always the root; now and then the fifth stands in.
  private int first(int root) {
    boolean fifth = !notes.isEmpty() && draw.chance(.05);
    return fifth && root + 7 <= HIGHEST ? root + 7 : root;
  }

  private int colour(int root) {
    if (!draw.chance(.25)) {
      return root;
    }
    int wanted = draw.chance(.6) ? root + 7 : root + 12;
    return wanted <= HIGHEST ? wanted : root;
  }

  private int approachTo(ChordSpan next) {
    int goal = nearPrevious(next.chord().rootPitchClass());
    int step =
        switch (draw.weighted(.35, .2, .25, .2)) {
          case 0 -> -1;
          case 1 -> 1;
          case 2 -> scaleStep(goal, draw.chance(.5) ? 1 : -1);
          default -> goal - 5 >= LOWEST ? -5 : 7;
        };
    return goal + step < LOWEST ? goal - step : goal + step;
  }

  /// The way to the next note of the key's scale.
  private int scaleStep(int goal, int direction) {
    ChordScale key = ChordScale.ofKey(plan.style().keyPitchClass(), plan.style().mode());
    return key.contains(goal + 2 * direction) ? 2 * direction : direction;
  }

  private int nearPrevious(int pitchClass) {
    int low = Pitch.atOrAbove(LOWEST, pitchClass);
    int high = low + 12;
    boolean takesHigh = high <= COMFORTABLE && Math.abs(high - previous) < Math.abs(low - previous);
    return takesHigh ? high : low;
  }

  private void playNote(double onset, double end, int pitch, double velocity) {
    double held = (end - onset) * draw.between(.75, .95);
    double played = velocity * (1 + .05 * draw.gaussian());
    notes.add(
        NoteEvent.note(
            Part.BASS,
            onset,
            Math.min(held, end - onset - .06),
            pitch,
            played,
            plan.groove().bassMillis()));
    previous = pitch;
  }
}
