package lofi.music;

import java.util.ArrayList;
import java.util.List;
import lofi.music.compose.ChordSpan;
import lofi.music.compose.NoteEvent;
import lofi.music.compose.Part;
import lofi.music.compose.SectionComposer;
import lofi.music.compose.SongPlan;
import lofi.music.measure.Features;
import lofi.music.measure.Form;
import lofi.music.measure.Welch;
import lofi.music.style.BassVoice;
import lofi.music.style.KeysVoice;
import lofi.music.style.Kit;
import lofi.music.style.LeadVoice;
import lofi.music.style.Style;
import lofi.music.theory.Mode;

/// A piece as numbers: tempo, swing, key, mode, spectrum, onsets, root motions, melody and
/// instruments.
final class PieceVector {
  private static final int KEY_AT = 2;
  private static final int FEATURES = 2 + 2 + 1 + 24 + 16 + 12 + 15 + 4;

  private final double[] values = new double[FEATURES];
  private int at;

  private PieceVector() {}

  static double[] of(RenderedTrack piece) {
    var vector = new PieceVector();
    SongPlan plan = piece.plan();
    Style style = plan.style();
    double angle = 2 * Math.PI * style.keyPitchClass() / 12;
    vector.add(style.bpm(), style.swing16(), Math.cos(angle), Math.sin(angle));
    vector.add(style.mode() == Mode.MINOR ? 1 : 0);
    vector.add(Form.bands(Welch.power(piece.mono(), 8_192)));
    vector.addNotes(plan);
    vector.add(
        place(style.keys().voice(), KeysVoice.values()),
        place(style.lead().voice(), LeadVoice.values()),
        place(style.bass(), BassVoice.values()),
        place(style.kit().kit(), Kit.values()));
    return vector.values;
  }

  private static <E> int place(E instrument, E[] all) {
    return List.of(all).indexOf(instrument);
  }

  private void add(double... more) {
    for (double value : more) {
      values[at++] = value;
    }
  }

  private void addNotes(SongPlan plan) {
    double[] onsets = new double[16];
    double[] rootMotions = new double[12];
    double[] melody = new double[15];
    int root = -1;
    int pitch = -1;
    for (var section : plan.sections()) {
      for (ChordSpan span : SectionComposer.chords(plan, section)) {
        int next = span.chord().rootPitchClass();
        if (root >= 0) {
          rootMotions[Math.floorMod(next - root, 12)]++;
        }
        root = next;
      }
      for (NoteEvent note : SectionComposer.compose(plan, section)) {
        onsets[Math.floorMod(Math.round(note.beat() * 4), 16)]++;
        if (note.part() == Part.LEAD) {
          if (pitch >= 0) {
            melody[Math.max(0, Math.min(14, note.pitch() - pitch + 7))]++;
          }
          pitch = note.pitch();
        }
      }
    }
    add(shares(onsets));
    add(shares(rootMotions));
    add(shares(melody));
  }

  private static double[] shares(double[] counts) {
    double sum = 1e-9;
    for (double count : counts) {
      sum += count;
    }
    double[] shares = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      shares[i] = counts[i] / sum;
    }
    return shares;
  }

  /// The same piece transposed by a tritone.
  static double[] inAnotherKey(double[] vector) {
    double[] moved = vector.clone();
    moved[KEY_AT] = -vector[KEY_AT];
    moved[KEY_AT + 1] = -vector[KEY_AT + 1];
    return moved;
  }

  /// Every feature with a mean of 0 and a deviation of 1 over the pieces.
  static List<double[]> standardised(List<double[]> pieces) {
    List<double[]> standard = new ArrayList<>();
    pieces.forEach(piece -> standard.add(piece.clone()));
    Features.standardise(standard, 1e-12);
    return standard;
  }

  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < FEATURES; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
