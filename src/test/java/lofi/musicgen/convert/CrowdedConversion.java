package lofi.musicgen.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import lofi.musicgen.decoder.Quantization;

/// `SOURCE TARGET`: converts while somebody else fills the disk at the first step.
final class CrowdedConversion {
  private CrowdedConversion() {}

  public static void main(String[] folders) {
    Path target = Path.of(folders[1]);
    try {
      Converter.convert(Path.of(folders[0]), target, Quantization.FP32, crowd(target));
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static ConversionProgress crowd(Path target) {
    return new ConversionProgress() {
      @Override
      public void step(int done, int total) {
        if (done == 1) {
          fill(target.resolveSibling("ballast"));
        }
      }

      @Override
      public boolean isCancelled() {
        return false;
      }
    };
  }

  private static void fill(Path file) {
    byte[] page = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(page);
      }
    } catch (IOException e) {
      // the disk is full
    }
  }
}
