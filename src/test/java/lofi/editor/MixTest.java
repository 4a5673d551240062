package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import lofi.generation.Stem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class MixTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void sitDown() throws Exception {
    desk = new Desk(folder);
    desk.forgetThePast();
  }

  @AfterEach
  void leave() throws Exception {
    desk.close();
  }

  private double gain(Stem stem) {
    return desk.session.radio.mix().getOrDefault(stem, -1.0);
  }

  @Test
  void aFaderGoesWhereItIsPutAndTheOthersStay() throws Exception {
    desk.types("mix drums 40");

    assertEquals(.4, gain(Stem.DRUMS));
    assertEquals(1, gain(Stem.KEYS));
    assertTrue(desk.messages().toString().contains("drums 40 %"), desk.messages()::toString);
  }

  @Test
  void mixAloneNamesTheFadersThatWereMoved() throws Exception {
    desk.types("mix");
    assertEquals("Mix: all faders at 100 %", desk.message());

    desk.types("mix drums 40");
    desk.types("mix vinyl 0");
    desk.forgetThePast();
    desk.types("mix");
    assertEquals("Mix: drums 40 %, vinyl 0 %, the others 100 %", desk.message());
  }

  @Test
  void mixAloneNamesAllFadersWhenAllWereMoved() throws Exception {
    for (String stem : Stem.labels()) {
      desk.types("mix " + stem + " 50");
    }
    desk.forgetThePast();
    desk.types("mix");

    assertTrue(desk.message().endsWith("ambience 50 %, vinyl 50 %"), desk::message);
  }

  @Test
  void aStemAloneIsOnlyShown() throws Exception {
    desk.types("mix bass");

    assertEquals(1, gain(Stem.BASS));
    assertTrue(desk.messages().toString().contains("bass 100 %"), desk.messages()::toString);
  }

  @Test
  void resetPutsAllBack() throws Exception {
    desk.types("mix drums 0");
    desk.types("mix pad 200");
    desk.types("mix reset");

    desk.session.radio.mix().forEach((stem, gain) -> assertEquals(1, gain, stem::label));
  }

  @ParameterizedTest
  @CsvSource({
    "mix drums 201, A fader goes from 0 to 200",
    "mix drums -1, A fader goes from 0 to 200",
    "mix drums loud, A fader goes from 0 to 200",
    "mix cowbell 10, The mix has no stem cowbell"
  })
  void whatMakesNoSenseIsSaidAndChangesNothing(String words, String complaint) throws Exception {
    desk.types(words);

    assertTrue(desk.messages().toString().contains(complaint), desk.messages()::toString);
    desk.session.radio.mix().forEach((stem, gain) -> assertEquals(1, gain, stem::label));
  }

  @Test
  void theMethodMovesAllThatAreNamedOrNone() throws Exception {
    Map<String, Object> error = desk.isRefused("stems", Map.of("drums", .5, "bass", 3));

    assertTrue(String.valueOf(error.get("message")).contains("bass should be"), error::toString);
    assertEquals(1, gain(Stem.DRUMS));
    desk.isRefused("stems", Map.of("cowbell", 1));
  }

  @Test
  void theStatusShowsWhatWasMoved() throws Exception {
    assertTrue(
        new StatusFloat(
                    desk.session.radio,
                    desk.session.player,
                    desk.session.library,
                    desk.session.queue,
                    desk.jobs)
                .content()
                .toString()
                .indexOf("drums 40 %")
            < 0);
    desk.types("mix drums 40");

    String shown =
        new StatusFloat(
                desk.session.radio,
                desk.session.player,
                desk.session.library,
                desk.session.queue,
                desk.jobs)
            .content()
            .toString();
    assertTrue(shown.contains("drums 40 %"), shown);
  }
}
