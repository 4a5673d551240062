package lofi.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.function.ToDoubleFunction;
import lofi.music.random.RandomStream;
import lofi.music.style.Ambience;
import lofi.music.style.Feel;
import lofi.music.style.KeysVoice;
import lofi.music.style.LeadVoice;
import lofi.music.style.PromptReader;
import lofi.music.style.Style;
import lofi.music.style.StyleResolver;
import lofi.music.style.Trait;
import lofi.music.theory.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTest {
  private static Style style(String prompt) {
    return style(prompt, 7);
  }

  private static Style style(String prompt, long seed) {
    return StyleResolver.resolve(PromptReader.normalise(prompt), seed);
  }

  private static double mean(String prompt, ToDoubleFunction<Style> value) {
    double sum = 0;
    for (int seed = 0; seed < 60; seed++) {
      sum += value.applyAsDouble(style(prompt, seed));
    }
    return sum / 60;
  }

  @Test
  void statedValuesWinOverWords() {
    Style style = style("slow and sleepy, 88 BPM, in f# minor, swing 58, happy");

    assertEquals(88, style.bpm());
    assertEquals(6, style.keyPitchClass());
    assertEquals(Mode.MINOR, style.mode());
    assertEquals(.58, style.swing16());
  }

  @Test
  void flatKeysAreUnderstood() {
    assertEquals(10, style("in b flat major").keyPitchClass());
    assertEquals(Mode.MAJOR, style("in b flat major").mode());
  }

  @Test
  void rainIsHeardAndNoRainIsNot() {
    assertTrue(style("a rainy day").ambience(Ambience.RAIN) > .5);
    assertEquals(0, style("no rain").ambience(Ambience.RAIN));
    assertTrue(
        style("slightly rainy").ambience(Ambience.RAIN)
            < style("very rainy").ambience(Ambience.RAIN));
  }

  @Test
  void aTypingErrorIsForgiven() {
    assertTrue(style("ranny thunderstrom").ambience(Ambience.THUNDER) > 0);
    assertTrue(style("firepalce").ambience(Ambience.FIRE) > 0);
  }

  @Test
  void instrumentsAreChosenByName() {
    assertEquals(KeysVoice.FELT, style("jazzy piano").keys().voice());
    assertEquals(KeysVoice.RHODES, style("electric piano").keys().voice());
    assertEquals(Feel.DILLA, style("drunk drums").feel());
  }

  @Test
  void layersCanBeSwitchedOff() {
    assertTrue(style("lofi, no drums").has(Trait.NO_DRUMS));
    assertTrue(style("without melody").has(Trait.NO_MELODY));
    assertFalse(style("lofi").has(Trait.NO_DRUMS));
  }

  @Test
  void moodsMoveWhatIsDrawn() {
    assertTrue(mean("sleepy", Style::bpm) < mean("upbeat", Style::bpm) - 8);
    assertTrue(mean("sad", Style::valence) < mean("happy", Style::valence) - .5);
    assertTrue(
        mean("dark, muffled", s -> s.mix().lowPassHz()) < mean("bright", s -> s.mix().lowPassHz()));
    assertTrue(mean("jazz", Style::jazz) > mean("classical", Style::jazz) + .4);
  }

  @Test
  void unknownWordsChooseAnotherPiece() {
    var one = new TrackRenderer("zorblax", 7, 30).plan();
    var other = new TrackRenderer("quuxish", 7, 30).plan();

    assertNotEquals(one.songSeed(), other.songSeed());
  }

  @Test
  void punctuationAndCaseDoNotMatter() {
    assertEquals(PromptReader.normalise("Rain, LATE  night!"), "rain late night");
  }

  @Test
  void aSeedInThePromptCountsMoreThanTheUsers() {
    assertEquals(
        new TrackRenderer("rain, seed 42", 1, 30).plan().songSeed(),
        new TrackRenderer("rain, seed 42", 2, 30).plan().songSeed());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -123, 4_611_686_018_427_387_904L, Long.MAX_VALUE, Long.MIN_VALUE})
  void anySeedThatIsShownCanBeTyped(long seed) {
    String prompt = PromptReader.normalise("Rain, seed: " + seed);

    assertEquals(RandomStream.hash(seed, prompt), PromptReader.songSeed(1, prompt));
  }

  @Test
  void aNumberThatIsNoSeedIsLeftOut() {
    String prompt = PromptReader.normalise("rain, seed 9999999999999999999");

    assertEquals(RandomStream.hash(1, prompt), PromptReader.songSeed(1, prompt));
    assertEquals("rain seed night 5", PromptReader.normalise("rain - seed-night, -5"));
  }

  @Test
  void aDeepBassHasTheNameThatPeopleGiveIt() {
    for (int seed = 0; seed < 20; seed++) {
      Object bass = StyleReport.of(style("trap", seed)).get("bass");
      assertTrue(Set.of("808", "sub").contains(bass), "bass " + bass);
    }
  }

  @Test
  void lengthsThatAreStatedAreKept() {
    assertEquals(180, style("chill, 3 min").songSeconds());
    double bars = new LoopRenderer("chill, 8 bars", 3, 60).plan().beats() / 4;
    assertEquals(8, bars);
  }

  @Test
  void aModifierIsNotTakenForAMisspeltWord() {
    assertEquals(0, style("light rain").ambience(Ambience.CRICKETS));
    assertTrue(style("light rain").ambience(Ambience.RAIN) < style("rain").ambience(Ambience.RAIN));
    assertEquals(0, style("a short story").ambience(Ambience.THUNDER));
  }

  @Test
  void whatIsRefusedIsNotPlayed() {
    for (int seed = 0; seed < 40; seed++) {
      assertNotEquals(KeysVoice.FELT, style("no piano", seed).keys().voice());
      assertFalse(style("night synth without pads", seed).has(Trait.PAD));
      assertTrue(style("no beats", seed).has(Trait.NO_DRUMS));
    }
  }

  @Test
  void aGuitarLeadsAndPlaysTheChordsWhenItIsAlone() {
    assertEquals(LeadVoice.NYLON, style("guitar").lead().voice());
    assertEquals(KeysVoice.NYLON, style("guitar").keys().voice());
    assertEquals(KeysVoice.RHODES, style("guitar and rhodes").keys().voice());
  }

  @Test
  void temposStayInsideTheRangeThatAWordNames() {
    for (int seed = 0; seed < 40; seed++) {
      double sleepy = style("sleep", seed).bpm();
      assertTrue(sleepy >= 62 && sleepy <= 72, "sleep " + sleepy);
      assertEquals(90, style("house", seed).bpm());
    }
  }
}
