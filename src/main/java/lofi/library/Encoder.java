package lofi.library;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import lofi.library.mp3.Lame;
import lofi.library.mp3.Mp3Source;

/// Gives a track its final form. Where that fails, the WAV file stays, which is always whole.
public final class Encoder {
  private static final Logger LOG = System.getLogger("lofi.library");

  private final Track.Format format;
  private final Supplier<Optional<Lame>> lame;

  Encoder(Track.Format format, Supplier<Optional<Lame>> lame) {
    this.format = format;
    this.lame = lame;
  }

  public static Encoder to(Track.Format format) {
    return new Encoder(format, Lame::find);
  }

  Track.Format format() {
    return format;
  }

  /// Whether the program that the format needs is on this machine. Looks on the disk.
  public boolean isAvailable() {
    return switch (format) {
      case WAV -> true;
      case MP3 -> lame.get().isPresent();
    };
  }

  /// Turns `wav`, which holds what was written to `written`, into this format.
  ///
  /// @param isUnwanted is asked again and again; when it says yes, the work ends
  /// @return false if `wav` is what remains
  boolean encode(Path wav, WavFile written, Path target, BooleanSupplier isUnwanted) {
    return switch (format) {
      case WAV -> false;
      case MP3 ->
          lame.get()
              .filter(program -> isMp3(program, wav, written, target, isUnwanted))
              .isPresent();
    };
  }

  private static boolean isMp3(
      Lame lame, Path wav, WavFile written, Path target, BooleanSupplier isUnwanted) {
    try {
      lame.encode(wav, target, isUnwanted);
      checkIsWhole(written, target);
      return true;
    } catch (IOException e) {
      if (!isUnwanted.getAsBoolean()) {
        LOG.log(Level.WARNING, "The track stays WAV: " + e.getMessage());
      }
      return false;
    }
  }

  private static void checkIsWhole(WavFile written, Path mp3) throws IOException {
    try (Mp3Source read = Mp3Source.open(mp3)) {
      if (read.sampleRate() != written.sampleRate()
          || read.channels() != written.channels()
          || read.lengthFrames() != written.lengthFrames()) {
        throw new IOException("lame made something else of it");
      }
    }
  }
}
