package lofi;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.inject.Inject;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Who may use whom, as a table, and who holds the door to the outside.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  /// A package and the packages of ours that it may use, besides itself and what lies below it.
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("audio", List.of()),
          Map.entry("json", List.of()),
          Map.entry("rpc", List.of()),
          Map.entry("weights", List.of()),
          Map.entry("nvim", List.of("rpc")),
          Map.entry("library", List.of("json", "audio")),
          Map.entry("playback", List.of("audio")),
          Map.entry("generation", List.of("library", "audio")),
          Map.entry("radio", List.of("generation", "playback", "library", "audio")),
          Map.entry("music", List.of("generation", "library", "audio")),
          Map.entry("musicgen", List.of("generation", "library", "rpc", "audio", "weights")),
          Map.entry(
              "settings",
              List.of("radio", "generation", "playback", "library", "musicgen", "audio")),
          Map.entry(
              "editor",
              List.of(
                  "nvim",
                  "json",
                  "rpc",
                  "radio",
                  "generation",
                  "playback",
                  "library",
                  "weights",
                  "settings",
                  "audio")),
          Map.entry(
              "app",
              List.of(
                  "audio",
                  "json",
                  "rpc",
                  "weights",
                  "nvim",
                  "library",
                  "playback",
                  "generation",
                  "radio",
                  "music",
                  "musicgen",
                  "settings",
                  "editor")));

  /// What runs in the second process; the host sees none of it.
  private static final List<String> WORKER_ONLY =
      List.of(
          "musicgen.worker",
          "musicgen.decoder",
          "musicgen.onnx",
          "musicgen.convert",
          "musicgen.checkpoint",
          "musicgen.text");

  private static final List<String> WORKER_MAY_USE =
      List.of("json", "rpc", "audio", "weights", "musicgen.protocol", "musicgen.installed");

  /// What people start from a shell, beside `app.cli`: these may print.
  private static final String SHELL_PROGRAMS =
      "lofi\\.musicgen\\.(worker\\.ModelTool|decoder\\.DecoderBench)";

  private final JavaClasses ours =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("lofi");

  @Test
  void thePackagesUseOneAnotherAsTheTableSays() {
    MAY_USE.forEach((user, used) ->
        noClasses()
            .that(resideInAnyPackage(all(user)))
            .and(resideOutsideOfPackages(allOf(WORKER_ONLY)))
            .should(dependOnClassesThat(resideInAnyPackage(allExcept(user, used))))
            .allowEmptyShould(true)
            .check(ours));
  }

  @Test
  void theTableNamesEveryPackage() {
    Set<String> packages =
        ours.stream()
            .map(ArchitectureTest::firstPackage)
            .filter(s -> !s.isEmpty())
            .collect(toSet());
    packages.removeAll(MAY_USE.keySet());
    assertEquals(Set.of(), packages);
  }

  @Test
  void theWorkerKnowsNoEditor() {
    String[] allowed =
        Stream.concat(WORKER_ONLY.stream(), WORKER_MAY_USE.stream())
            .flatMap(name -> Arrays.stream(all(name)))
            .toArray(String[]::new);
    noClasses()
        .that(resideInAnyPackage(allOf(WORKER_ONLY)))
        .should(
            dependOnClassesThat(resideInAnyPackage("lofi..").and(resideOutsideOfPackages(allowed))))
        .allowEmptyShould(true)
        .check(ours);
  }

  @Test
  void theHostNeverLoadsTheWorkersCode() {
    noClasses()
        .that(resideOutsideOfPackages(allOf(WORKER_ONLY)))
        .should(dependOnClassesThat(resideInAnyPackage(allOf(WORKER_ONLY))))
        .allowEmptyShould(true)
        .check(ours);
  }

  /// What the program is compared with must not be the program.
  @Test
  void theModelOfTheContractKnowsNothingOfTheProgram() {
    noClasses()
        .should(
            dependOnClassesThat(
                resideInAnyPackage("lofi..").and(resideOutsideOfPackages(all("contract")))))
        .check(new ClassFileImporter().importPackages("lofi.contract"));
  }

  @Test
  void onlyTheWorkerLoadsOnnx() {
    onlyIn("musicgen.onnx", "ai.onnxruntime..");
  }

  @Test
  void onlyOutputsKnowTheSoundCard() {
    onlyIn("playback.output", "javax.sound..");
  }

  @Test
  void onlyRpcKnowsMsgpack() {
    onlyIn("rpc", "org.msgpack..", "com.ensarsarajcic..");
  }

  @Test
  void onlyTarsosKnowsTarsos() {
    onlyIn("audio.tarsos", "be.tarsos..");
  }

  @Test
  void onlyOpusKnowsConcentusAndOgg() {
    onlyIn("library.opus", "io.github.jaredmdobson..");
    onlyIn("library.opus", "org.gagravarr..");
  }

  @Test
  void onlyMp3KnowsJLayer() {
    onlyIn("library.mp3", "javazoom..");
  }

  @Test
  void onlyAppKnowsGuice() {
    noClasses()
        .that(resideOutsideOfPackages(all("app")))
        .should(
            dependOnClassesThat(
                resideInAnyPackage("com.google.inject..").and(nameMatching("(?!.*Inject$).*"))))
        .check(ours);
  }

  @Test
  void onlyTheDecoderKnowsTheVectorApi() {
    onlyIn("musicgen.decoder", "jdk.incubator.vector..");
  }

  @Test
  void wiringGoesThroughConstructors() {
    fields().should().notBeAnnotatedWith(Inject.class).allowEmptyShould(true).check(ours);
    fields()
        .should()
        .notBeAnnotatedWith(jakarta.inject.Inject.class)
        .allowEmptyShould(true)
        .check(ours);
  }

  @Test
  void packagesHaveNoVagueNames() {
    classes()
        .should()
        .resideOutsideOfPackages("..util..", "..utils..", "..common..", "..model..", "..helper..")
        .check(ours);
    noClasses().should().haveNameMatching(".*(Manager|Helper|Impl|Utils?)").check(ours);
  }

  /// Programs that people start from a shell may print; nothing that Neovim talks to may.
  @Test
  void standardOutputBelongsToNeovim() {
    noClasses()
        .that(resideOutsideOfPackages("lofi.app.cli.."))
        .and(DescribedPredicate.not(nameMatching(SHELL_PROGRAMS)))
        .should()
        .accessTargetWhere(
            target(owner(nameMatching("java\\.lang\\.System"))).and(target(nameMatching("out"))))
        .check(ours);
    noClasses().should().callMethodWhere(target(nameMatching("printStackTrace"))).check(ours);
  }

  private void onlyIn(String door, String... outside) {
    noClasses()
        .that(resideOutsideOfPackages(all(door)))
        .should(dependOnClassesThat(resideInAnyPackage(outside)))
        .allowEmptyShould(true)
        .check(ours);
  }

  private static String[] all(String name) {
    return new String[] {"lofi." + name, "lofi." + name + ".."};
  }

  private static String[] allOf(List<String> names) {
    return names.stream().flatMap(name -> Arrays.stream(all(name))).toArray(String[]::new);
  }

  private static String[] allExcept(String user, List<String> used) {
    return MAY_USE.keySet().stream()
        .filter(name -> !name.equals(user) && !used.contains(name))
        .flatMap(name -> Arrays.stream(all(name)))
        .toArray(String[]::new);
  }

  private static String firstPackage(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.", -1);
    return parts.length > 1 ? parts[1] : "";
  }
}
