package lofi.music;

import java.util.ArrayList;
import java.util.List;
import lofi.generation.Prompt;
import lofi.music.compose.SongPlan;
import lofi.music.compose.SongPlanner;
import lofi.music.random.RandomStream;
import lofi.music.style.PromptReader;
import lofi.music.style.Style;
import lofi.music.style.StyleResolver;

/// The songs of a stream, in order. Each is planned from the stream's seed and its own number.
final class SongSequence {
  private final String prompt;
  private final long streamSeed;
  private final List<SongPlan> plans = new ArrayList<>();

  SongSequence(Prompt prompt, long seed) {
    this.prompt = PromptReader.normalise(prompt.text());
    this.streamSeed = RandomStream.hash(seed, this.prompt);
  }

  SongPlan plan(int number) {
    while (plans.size() <= number) {
      long songSeed = RandomStream.hash(streamSeed, "song/" + plans.size());
      Style style = StyleResolver.resolve(prompt, songSeed);
      plans.add(SongPlanner.plan(songSeed, style));
    }
    return plans.get(number);
  }
}
