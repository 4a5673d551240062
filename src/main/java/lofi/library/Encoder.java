package lofi.library;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import lofi.audio.PcmSource;
import lofi.audio.ResampledSource;
import lofi.audio.WavFile;
import lofi.library.mp3.Lame;
import lofi.library.mp3.Mp3Source;
import lofi.library.opus.OpusFile;
import lofi.library.opus.OpusSource;

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
      case WAV, OPUS -> true;
      case MP3 -> lame.get().isPresent();
    };
  }

  /// Turns `wav`, which holds what was written to `written`, into this format.
  ///
  /// @param isUnwanted is asked again and again; when it says yes, the work ends
  /// @return false if `wav` is what remains
  boolean encode(Path wav, WavFile written, Path target, BooleanSupplier isUnwanted) {
    try {
      switch (format) {
        case WAV -> {
          return false;
        }
        case MP3 -> {
          Optional<Lame> program = lame.get();
          if (program.isEmpty()) {
            return false;
          }
          program.get().encode(wav, target, isUnwanted);
          checkIsWhole(written, Mp3Source.open(target));
        }
        case OPUS -> {
          try (PcmSource source = WavSource.open(wav)) {
            OpusFile.write(source, target, isUnwanted);
          }
          checkIsWhole(written, OpusSource.open(target));
        }
      }
      return true;
    } catch (IOException e) {
      if (!isUnwanted.getAsBoolean()) {
        LOG.log(Level.WARNING, "The track stays WAV: " + e.getMessage());
      }
      return false;
    }
  }

  private void checkIsWhole(WavFile written, PcmSource encoded) throws IOException {
    try (encoded) {
      int keptRate = format.sampleRate(written.sampleRate());
      long keptFrames =
          ResampledSource.frames(written.lengthFrames(), written.sampleRate(), keptRate);
      if (encoded.sampleRate() != keptRate
          || encoded.channels() != written.channels()
          || encoded.lengthFrames() != keptFrames) {
        throw new IOException("the encoder made something else of it");
      }
    }
  }
}
