package lofi.musicgen.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lofi.musicgen.checkpoint.Element;

/// `TARGET [F16|F32 [CONFIG.json]]`: a checkpoint of MusicGen-small's size with random weights.
public final class SynthesizeMain {
  private static final long SEED = 32;

  private SynthesizeMain() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 1 || args.length > 3) {
      System.err.println("Usage: synthesize TARGET [F16|F32 [CONFIG.json]]");
      System.exit(2);
    }
    Element element = args.length > 1 && args[1].equals("F32") ? Element.F32 : Element.F16;
    String config =
        args.length > 2 ? Files.readString(Path.of(args[2])) : SyntheticCheckpoint.SMALL;
    SyntheticCheckpoint.write(Path.of(args[0]), config, element, SEED);
    System.err.println("Wrote random weights to " + args[0] + ": they sound like noise.");
  }
}
