package lofi.music;

import java.util.HashSet;
import java.util.Set;
import lofi.generation.Prompt;
import lofi.music.compose.SongPlan;

/// Prints what the notes of a thousand pieces and of an hour of the stream are like.
final class NotesDemo {
  private NotesDemo() {}

  public static void main(String[] args) {
    var thousand = new NotesReport(args.length > 0 ? args[0] : "");
    Set<String> roots = new HashSet<>();
    Set<String> pairs = new HashSet<>();
    Set<Object> identities = new HashSet<>();
    long start = System.nanoTime();
    for (int seed = 0; seed < 1_000; seed++) {
      SongPlan plan = new TrackRenderer("lofi", seed, 150).plan();
      int key = plan.style().keyPitchClass();
      roots.add(plan.harmony().get(0).rootPattern(key));
      pairs.add(
          plan.harmony().get(0).rootPattern(key) + "/" + plan.harmony().get(1).rootPattern(key));
      identities.add(plan.identity());
      if (seed < 200) {
        thousand.add(plan);
      }
    }
    System.out.println(thousand);
    System.out.println(
        "root loops " + roots.size() + " pairs " + pairs.size() + " ids " + identities.size());
    var hour = new NotesReport();
    var sequence = new SongSequence(new Prompt("lofi"), 7);
    double seconds = 0;
    int songs = 0;
    while (seconds < 3_600) {
      SongPlan plan = sequence.plan(songs++);
      hour.add(plan);
      seconds += plan.beats() * 60 / plan.style().bpm();
    }
    System.out.println("hour of " + songs + ": " + hour);
    System.out.println((System.nanoTime() - start) / 1e9 + " s");
  }
}
