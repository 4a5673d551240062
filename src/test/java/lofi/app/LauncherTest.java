package lofi.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the launcher in a bundle of its own, where each Java is a script that prints who it is and
/// what it was given.
class LauncherTest {
  private static final Path LAUNCHER = Path.of("src/main/launcher/lofi-daemon");

  @TempDir Path folder;
  private Path bundle;

  @BeforeEach
  void makeBundle() throws IOException {
    bundle = folder.resolve("a bundle");
    Files.createDirectories(bundle.resolve("bin"));
    Files.createDirectories(bundle.resolve("lib"));
    Files.createDirectories(bundle.resolve("aot"));
    Files.copy(LAUNCHER, bundle.resolve("bin/lofi-daemon"));
    Files.createFile(bundle.resolve("lib/lofi.jar"));
  }

  @Test
  void startsMainWithTheFlagsThatItWasGiven() throws Exception {
    java("runtime", "25.0.3");

    Run run = launch(Map.of(), "--pid-file", "/tmp/a b.pid");

    assertTrue(run.output.endsWith("[lofi.app.Main] [--pid-file] [/tmp/a b.pid]"), run.output);
  }

  @Test
  void keepsTheVirtualMachineOffStandardOutput() throws Exception {
    java("runtime", "25.0.3");

    assertTrue(launch(Map.of()).output.contains("[-XX:+DisplayVMOutputToStderr]"));
  }

  @Test
  void takesTheJavaThatTheUserNames() throws Exception {
    java("runtime", "25.0.3");
    Path mine = java("mine", "26");

    assertTrue(launch(Map.of("LOFI_JAVA", mine.toString())).output.startsWith("mine "));
    assertTrue(launch(Map.of("LOFI_JAVA", mine + "/bin/java")).output.startsWith("mine "));
  }

  @Test
  void endsWith78AndOneSentenceWhenTheNamedJavaIsTooOld() throws Exception {
    Path old = java("old", "17.0.15");

    Run run = launch(Map.of("LOFI_JAVA", old.toString()));

    assertEquals(78, run.exitCode);
    assertEquals("", run.output);
    assertEquals("lofi-daemon: LOFI_JAVA is not a Java 25 or newer: " + old, run.errors);
  }

  @Test
  void passesOverAnOldJavaHome() throws Exception {
    Path old = java("old", "17.0.15");
    Path recorded = java("recorded", "25.0.3");
    Files.writeString(bundle.resolve("java-home"), recorded + "\n");

    assertTrue(launch(Map.of("JAVA_HOME", old.toString())).output.startsWith("recorded "));
  }

  @Test
  void findsTheBundleThroughALink() throws Exception {
    java("runtime", "25.0.3");
    Path link = Files.createSymbolicLink(folder.resolve("link"), bundle.resolve("bin/lofi-daemon"));

    assertTrue(launch(link, Map.of()).output.startsWith("runtime "));
  }

  @Test
  void usesTheCacheThatWasTrainedOnThisJava() throws Exception {
    java("runtime", "25.0.3");
    cache("Maker 25.0.3+9 x86_64");

    assertTrue(launch(Map.of()).output.contains("/aot/host.aot]"));
  }

  @Test
  void usesNoCacheOfAnotherBuild() throws Exception {
    java("runtime", "25.0.3");
    cache("Maker 25.0.4+1 x86_64");

    assertFalse(launch(Map.of()).output.contains("AOTCache"));
  }

  @Test
  void usesNoCacheThatIsOlderThanTheJar() throws Exception {
    java("runtime", "25.0.3");
    cache("Maker 25.0.3+9 x86_64");
    Files.setLastModifiedTime(bundle.resolve("lib/lofi.jar"), FileTime.from(Instant.now()));

    assertFalse(launch(Map.of()).output.contains("AOTCache"));
  }

  private void cache(String build) throws IOException {
    Path cache = Files.createFile(bundle.resolve("aot/host.aot"));
    Files.writeString(bundle.resolve("aot/current"), "host.aot\n" + build + "\n");
    Instant before = Instant.now().minusSeconds(60);
    Files.setLastModifiedTime(cache, FileTime.from(before));
    Files.setLastModifiedTime(
        bundle.resolve("lib/lofi.jar"), FileTime.from(before.minusSeconds(60)));
  }

  /// A folder in the bundle that looks like an installed Java.
  private Path java(String name, String version) throws IOException {
    Path home = bundle.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"),
        """
        IMPLEMENTOR="Maker"
        JAVA_RUNTIME_VERSION="%1$s+9"
        JAVA_VERSION="%1$s"
        OS_ARCH="x86_64"
        """
            .formatted(version));
    Path java = home.resolve("bin/java");
    Files.writeString(java, "#!/bin/sh\nprintf %s '" + name + "'\nprintf ' [%s]' \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
    return home;
  }

  private Run launch(Map<String, String> environment, String... flags) throws Exception {
    return launch(bundle.resolve("bin/lofi-daemon"), environment, flags);
  }

  private static Run launch(Path launcher, Map<String, String> environment, String... flags)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(launcher.toString());
    builder.command().addAll(List.of(flags));
    builder.environment().keySet().removeAll(List.of("JAVA_HOME", "LOFI_JAVA", "LOFI_AOT_OUTPUT"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    String errors = new String(process.getErrorStream().readAllBytes(), UTF_8).strip();
    return new Run(process.waitFor(), output, errors);
  }

  private record Run(int exitCode, String output, String errors) {}
}
