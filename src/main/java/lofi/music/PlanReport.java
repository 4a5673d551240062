package lofi.music;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lofi.music.compose.ChordSpan;
import lofi.music.compose.Layer;
import lofi.music.compose.NoteEvent;
import lofi.music.compose.Part;
import lofi.music.compose.Section;
import lofi.music.compose.SectionComposer;
import lofi.music.compose.SongPlan;
import lofi.music.compose.Timing;
import lofi.music.style.Style;

/// A piece's plan and notes as plain data, in the form `lofi-plan-1`: what ought to be heard, so
/// that anybody can check whether it is.
public final class PlanReport {
  private final List<Object> songs = new ArrayList<>();
  private final Map<String, Object> head = new LinkedHashMap<>();

  public PlanReport(long seed, String prompt, int sampleRate, long lengthFrames) {
    head.put("format", "lofi-plan-1");
    head.put("seed", seed);
    head.put("prompt", prompt);
    head.put("sampleRate", sampleRate);
    head.put("lengthFrames", lengthFrames);
  }

  /// Adds a song that begins `startSec` into the piece; what begins after `lengthSec` of it is left
  /// out.
  public void add(SongPlan plan, double startSec, double lengthSec) {
    songs.add(new SongReport(plan, startSec, lengthSec).song());
  }

  public Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>(head);
    report.put("songs", songs);
    return report;
  }

  /// One song of the report.
  private static final class SongReport {
    private final SongPlan plan;
    private final Timing timing;
    private final double startSec;
    private final double lengthSec;
    private final List<Object> sections = new ArrayList<>();
    private final List<Object> chords = new ArrayList<>();
    private final List<Object> drums = new ArrayList<>();
    private final List<Object> notes = new ArrayList<>();

    SongReport(SongPlan plan, double startSec, double lengthSec) {
      this.plan = plan;
      this.timing = plan.timing();
      this.startSec = startSec;
      this.lengthSec = lengthSec;
      plan.sections().forEach(this::addSection);
    }

    Map<String, Object> song() {
      Style style = plan.style();
      Map<String, Object> song = new LinkedHashMap<>();
      song.put("startSec", startSec);
      song.put("bpm", style.bpm());
      song.put("swing", style.swing16());
      song.put("feel", style.feel().label());
      song.put("key", style.keyPitchClass());
      song.put("mode", style.mode().label());
      song.put("style", StyleReport.complete(style));
      song.put("sections", sections);
      song.put("chords", chords);
      song.put("drums", drums);
      song.put("notes", notes);
      return song;
    }

    private double seconds(double beat, double offsetMillis) {
      return startSec + Math.max(0, timing.seconds(beat, offsetMillis));
    }

    private void addSection(Section section) {
      double start = seconds(section.startBeat(), 0);
      if (start >= startSec + lengthSec) {
        return;
      }
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("kind", section.kind().label());
      entry.put("startSec", start);
      entry.put("bars", section.bars());
      entry.put("layers", layers(section));
      sections.add(entry);
      SectionComposer.chords(plan, section).forEach(this::addChord);
      SectionComposer.compose(plan, section).forEach(this::addNote);
    }

    private static List<String> layers(Section section) {
      List<String> names = new ArrayList<>();
      for (Layer layer : Layer.values()) {
        if (section.has(layer)) {
          names.add(layer.name().toLowerCase(Locale.ROOT));
        }
      }
      return names;
    }

    private void addChord(ChordSpan span) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("startSec", seconds(span.beat(), 0));
      entry.put("lengthSec", span.beats() * 60 / timing.bpm());
      entry.put("root", span.chord().rootPitchClass());
      entry.put("quality", span.chord().quality().symbol());
      entry.put("voicing", span.voicing());
      chords.add(entry);
    }

    private void addNote(NoteEvent note) {
      double start = seconds(note.beat(), note.offsetMillis());
      if (start >= startSec + lengthSec) {
        return;
      }
      Map<String, Object> entry = new LinkedHashMap<>();
      boolean drum = note.part() == Part.DRUMS;
      entry.put(drum ? "lane" : "voice", drum ? note.lane().label() : note.part().label());
      entry.put("startSec", start);
      if (!drum) {
        entry.put("lengthSec", note.beats() * 60 / timing.bpm());
        entry.put("pitch", note.pitch());
      }
      entry.put("velocity", note.velocity());
      entry.put("beat", note.beat());
      (drum ? drums : notes).add(entry);
    }
  }
}
