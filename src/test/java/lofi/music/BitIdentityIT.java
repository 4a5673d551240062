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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:TieredStopAtLevel=1",
        "-XX:-TieredCompilation",
        "-XX:UseAVX=0",
        "-XX:-UseSuperWord"
      })
  void thirtySecondsSoundTheSameUnderEveryCompiler(String flag) throws Exception {
    assertEquals(PcmHashDemo.hash(PROMPT, 11, 30), hashUnder(flag, 11, 30));
  }

  @Test
  void fiveSecondsSoundTheSameWithoutAnyCompiler() throws Exception {
    assertEquals(PcmHashDemo.hash(PROMPT, 11, 5), hashUnder("-Xint", 11, 5));
  }

  @Test
  void anotherSeedSoundsDifferent() throws Exception {
    assertNotEquals(PcmHashDemo.hash(PROMPT, 11, 5), PcmHashDemo.hash(PROMPT, 12, 5));
  }

  private static String hashUnder(String flag, long seed, int seconds)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(flag);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PcmHashDemo.class.getName(), "" + seed, "" + seconds, PROMPT));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertEquals(0, process.waitFor());
    return printed;
  }
}
