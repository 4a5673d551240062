package lofi.music;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One seed gives the same samples whatever the JVM makes of the code.
class BitIdentityIT {
  private static final String PROMPT = "rainy jazz cafe";
  private static final String STREAM = PcmHashDemo.stream(PROMPT, 11, 30);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:TieredStopAtLevel=1",
        "-XX:-TieredCompilation",
        "-XX:UseAVX=0",
        "-XX:-UseSuperWord",
        "-XX:+UseSerialGC"
      })
  void everyWayToRunJavaGivesTheSameSamples(String flag) throws Exception {
    assertEquals(STREAM, hashUnder(flag, "stream", 11, 30, PROMPT));
    assertEquals(
        BitIdentityTest.GOLDEN, hashUnder(flag, "track", 7, 2, BitIdentityTest.GOLDEN_PROMPT));
  }

  @Test
  void noCompilerAtAllGivesTheSameSamples() throws Exception {
    assertEquals(PcmHashDemo.stream(PROMPT, 11, 5), hashUnder("-Xint", "stream", 11, 5, PROMPT));
    assertEquals(
        BitIdentityTest.GOLDEN, hashUnder("-Xint", "track", 7, 2, BitIdentityTest.GOLDEN_PROMPT));
  }

  @Test
  void anotherSeedSoundsDifferent() {
    assertNotEquals(PcmHashDemo.stream(PROMPT, 11, 5), PcmHashDemo.stream(PROMPT, 12, 5));
  }

  private static String hashUnder(String flag, String kind, long seed, int seconds, String prompt)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(flag);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PcmHashDemo.class.getName(), kind, "" + seed, "" + seconds, prompt));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertEquals(0, process.waitFor());
    return printed;
  }
}
