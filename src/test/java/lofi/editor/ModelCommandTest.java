package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lofi.weights.Catalogue;
import lofi.weights.CatalogueModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
  private static final Path REGISTRATION = Path.of("lua/lofi/registration.lua");

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void open() throws Exception {
    desk = new Desk(folder);
  }

  @AfterEach
  void leave() throws Exception {
    desk.close();
  }

  @Test
  void installingAsksWithSizeAndLicence() throws Exception {
    desk.types("model install");

    List<?> asked = desk.luaCalls("lofi.ask").getFirst().arguments();
    String question = String.valueOf(asked.getFirst());
    assertTrue(question.contains("2,366 MB") && question.contains("CC-BY-NC"), question);
    assertEquals(List.of("model_install", Map.of("name", "musicgen-small")), asked.subList(1, 3));
    assertEquals(List.of(), desk.models.begun);
  }

  @Test
  void aYesInstallsAndTellsHowFarItIs() throws Exception {
    desk.asks("model_install", Map.of("name", "musicgen-small"));
    desk.models.tell(1_183_000_000, 2_366_000_000L, "model.safetensors");
    desk.settle();

    assertEquals(List.of("install musicgen-small --yes --progress"), desk.models.begun);
    assertEquals(
        List.of(50L, "1,183 of 2,366 MB", "installing"),
        desk.luaCalls("lofi.progress").getLast().arguments());
    assertEquals(
        Map.of(
            "model", "musicgen-small",
            "deed", "installing",
            "percent", 50L,
            "detail", "1,183 of 2,366 MB"),
        desk.events("model_progress").getLast().data());

    desk.models.finish("/models/musicgen-small-q4");
    desk.settle();
    assertEquals("Model musicgen-small-q4 is installed", desk.message());
    assertEquals(1, desk.models.looks);
  }

  @Test
  void aRemarkOfTheConverterIsTold() throws Exception {
    desk.asks("model_install", Map.of("name", "musicgen-small"));
    desk.models.finish("A processor gains nothing from fp16", "/models/musicgen-small-q8");
    desk.settle();

    assertEquals(
        List.of("A processor gains nothing from fp16", "Model musicgen-small-q8 is installed"),
        desk.messages());
  }

  @Test
  void theStatusShowsWhatIsBeingInstalled() throws Exception {
    desk.asks("model_install", Map.of("name", "musicgen-small"));
    desk.models.tell(45, 100, "conversion");
    desk.types("status");

    assertTrue(desk.floatLines().contains(" Model    installing musicgen-small, 45 %"));
  }

  @Test
  void aFailureIsToldWithWhatToDo() throws Exception {
    desk.asks("model_install", Map.of("name", "musicgen-small"));
    desk.models.fail("The model needs 2,000 MB and /models has 12 MB left. Free some space.");
    desk.settle();

    assertTrue(desk.message().contains("Free some space"));
    assertEquals("MODEL_NOT_FOUND", desk.events("daemon_error").getFirst().data().get("code"));
  }

  @Test
  void theListTakesThePlaceOfTheOneThatIsOpen() throws Exception {
    for (int asked = 0; asked < 2; asked++) {
      desk.types("model");
      desk.models.finish("musicgen-small-q4");
      desk.settle();
    }

    assertEquals(1, desk.nvim().waitingCalls("nvim_win_close"));
  }

  @Test
  void oneModelAtATimeIsWorkedOn() throws Exception {
    desk.asks("model_install", Map.of("name", "musicgen-small"));
    desk.types("model verify musicgen-small-q4");

    assertEquals(
        "Another model is being worked on: installing musicgen-small, 0 %", desk.message());
    assertTrue(desk.jobs.isBusy());
  }

  @Test
  void cancelBreaksOffAndSaysThatNothingIsLost() throws Exception {
    desk.asks("model_install", Map.of("name", "musicgen-small"));
    desk.types("model cancel");

    assertEquals("Broken off; the same command goes on where it ended", desk.message());
    assertTrue(!desk.jobs.isBusy());
  }

  @Test
  void verifyTakesTheModelInUse() throws Exception {
    desk.models.inUse = Optional.of("/models/musicgen-small-q4");
    desk.types("model verify");
    assertEquals(List.of("verify /models/musicgen-small-q4 --progress"), desk.models.begun);

    desk.models.finish("musicgen-small-q4-own-v1 is whole");
    desk.settle();
    assertEquals("musicgen-small-q4-own-v1 is whole", desk.message());
  }

  @Test
  void verifyWithoutAModelSaysHowToGetOne() throws Exception {
    desk.types("model verify");

    assertEquals("No model is installed", desk.message());
    assertEquals("MODEL_NOT_FOUND", desk.events("daemon_error").getFirst().data().get("code"));
  }

  @Test
  void pathsAreThoseOfTheFolderWhereTheUserWorks() throws Exception {
    desk.answers.put("return vim.fn.fnamemodify(..., ':p')", "/home/anna/checkpoint");
    desk.types("model convert ./checkpoint mine");

    assertTrue(desk.models.begun.getFirst().startsWith("convert /home/anna/checkpoint "));
  }

  @Test
  void removingAsks() throws Exception {
    desk.types("model remove musicgen-small-q4");
    assertEquals("Delete the model musicgen-small-q4?", asked());

    desk.asks("model_remove", Map.of("name", "musicgen-small-q4"));
    assertEquals(List.of("remove musicgen-small-q4"), desk.models.begun);
  }

  @Test
  void listShowsWhatTheModelProgramSays() throws Exception {
    desk.types("model");
    desk.models.finish("musicgen-small-q4  installed: musicgen-small-q4-own-v1");
    desk.settle();

    assertEquals(List.of("list"), desk.models.begun);
    assertTrue(
        desk.floatLines().contains(" musicgen-small-q4  installed: musicgen-small-q4-own-v1"));
  }

  @Test
  void whatWasBrokenOffIsToldAtTheNextStart() throws Exception {
    desk.models.brokenOff = Optional.of("musicgen-small");
    desk.jobs.tellWhatWasBrokenOff();
    desk.settle();

    assertEquals("The model musicgen-small is not finished", desk.message());
  }

  @Test
  void listAndCancelTakeNothingBehindThem() throws Exception {
    desk.asks("model_install", Map.of("name", "musicgen-small"));
    desk.types("model list musicgen-small");
    desk.types("model cancel musicgen-small");

    assertEquals(
        List.of(":Lofi model list takes no argument", ":Lofi model cancel takes no argument"),
        desk.messages());
    assertTrue(desk.jobs.isBusy());
    assertEquals(List.of("install musicgen-small --yes --progress"), desk.models.begun);
  }

  @Test
  void nonsenseIsRefused() throws Exception {
    desk.types("model install nonsense");
    desk.types("model dance");

    assertEquals(
        List.of("The catalogue has no model nonsense", "There is no :Lofi model dance"),
        desk.messages());
  }

  @Test
  void theEditorCompletesAllModelsOfTheCatalogue() throws Exception {
    String lua = Files.readString(REGISTRATION);

    for (CatalogueModel model : Catalogue.models()) {
      assertTrue(lua.contains("'" + model.name() + "'"), model.name());
    }
  }

  private String asked() {
    return String.valueOf(desk.luaCalls("lofi.ask").getFirst().arguments().getFirst());
  }
}
