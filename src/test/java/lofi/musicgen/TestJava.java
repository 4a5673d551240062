package lofi.musicgen;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// How tests start the second process.
public final class TestJava {
  private TestJava() {}

  /// Starts quickly and is slow then.
  public static ModelJava shortLived() {
    return new ModelJava(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx300m",
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path")));
  }

  /// Starts a program.
  public static Process start(String main, String... arguments) throws IOException {
    return shortLived().process(main, List.of(arguments)).start();
  }

  /// The words that start it.
  public static List<String> command(String main, String... arguments) {
    return shortLived().process(main, List.of(arguments)).command();
  }
}
