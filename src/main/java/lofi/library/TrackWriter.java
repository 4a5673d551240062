package lofi.library;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import lofi.audio.ResampledSource;
import lofi.audio.WavFile;
import lofi.json.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/// Writes one track: under temporary names first, and under its own when it is whole.
///
/// The sidecar appears first and counts only with its audio beside it, so that no audio is ever
/// left that nobody knows of. Closing before `finish` leaves nothing behind.
public final class TrackWriter implements AutoCloseable {
  private final Path folder;
  private final Recipe recipe;
  private final InstantSource clock;
  private final Encoder encoder;
  private final int sampleRate;
  private final int channels;
  private final Path unfinishedWav;
  private final Path unfinishedSidecar;
  private final WavFile wav;
  private @Nullable GrowingAudio growing;

  private TrackWriter(
      Path folder,
      Recipe recipe,
      InstantSource clock,
      Encoder encoder,
      int sampleRate,
      int channels)
      throws IOException {
    this.folder = folder;
    this.recipe = recipe;
    this.clock = clock;
    this.encoder = encoder;
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.unfinishedWav = unfinished(Track.Format.WAV);
    this.unfinishedSidecar = TemporaryName.of(sidecarName()).in(folder);
    this.wav = WavFile.create(unfinishedWav, sampleRate, channels);
  }

  static TrackWriter create(
      Path folder,
      Recipe recipe,
      InstantSource clock,
      Encoder encoder,
      int sampleRate,
      int channels)
      throws CacheWriteException {
    try {
      Files.createDirectories(folder);
      return new TrackWriter(folder, recipe, clock, encoder, sampleRate, channels);
    } catch (IOException e) {
      throw CacheWriteException.of(folder, e);
    }
  }

  /// Takes the first `frames` audio frames of `interleaved`.
  public void write(float[] interleaved, int frames) throws CacheWriteException {
    try {
      wav.write(interleaved, frames);
      tellReaders();
    } catch (IOException e) {
      throw CacheWriteException.of(folder, e);
    }
  }

  /// Lets others play what is there, while the rest is being written.
  ///
  /// @param expectedFrames how many audio frames there will be in the end
  public GrowingTrack grow(long expectedFrames) throws CacheWriteException {
    try {
      wav.flush();
      TrackDetails unknown = new TrackDetails(0, 0, Optional.empty(), Map.of());
      Track expected = describe(unknown, Track.Format.WAV, 0, expectedFrames);
      growing = GrowingAudio.open(expected, unfinishedWav);
      growing.grewTo(wav.lengthFrames());
      return new GrowingTrack(growing);
    } catch (IOException e) {
      throw CacheWriteException.of(folder, e);
    }
  }

  private void tellReaders() throws IOException {
    if (growing != null) {
      wav.flush();
      growing.grewTo(wav.lengthFrames());
    }
  }

  public long lengthFrames() {
    return wav.lengthFrames();
  }

  /// Makes the track visible to everybody, and answers it as they will read it.
  ///
  /// @param isUnwanted is asked while an encoder works and before the track is visible
  /// @return nothing when nobody wants it any more
  public Optional<Track> finish(TrackDetails details, BooleanSupplier isUnwanted)
      throws CacheWriteException {
    try {
      wav.finish();
      wav.close();
      Track.Format format = encode(isUnwanted);
      if (isUnwanted.getAsBoolean()) {
        return Optional.empty();
      }
      Path audio = unfinished(format);
      String sidecar =
          Sidecar.text(describe(details, format, Files.size(audio), wav.lengthFrames()));
      writeWhole(unfinishedSidecar, sidecar);
      Files.move(unfinishedSidecar, folder.resolve(sidecarName()), ATOMIC_MOVE);
      Files.move(audio, finished(format), ATOMIC_MOVE);
      deleteInOtherFormats(format);
      Track whole = Sidecar.parse(sidecar, folder);
      if (growing != null) {
        growing.finished(whole);
      }
      return Optional.of(whole);
    } catch (IOException e) {
      throw CacheWriteException.of(folder, e);
    } catch (MalformedJsonException e) {
      throw new AssertionError("A sidecar can read what it wrote", e);
    }
  }

  /// What may be left of this track from before it was made again.
  private void deleteInOtherFormats(Track.Format format) {
    for (Track.Format other : Track.Format.values()) {
      if (other != format) {
        delete(finished(other));
      }
    }
  }

  /// Removes what is unfinished; does nothing after `finish`.
  @Override
  public void close() {
    try {
      wav.close();
    } catch (IOException e) {
      // The file goes away now.
    }
    if (growing != null) {
      growing.writerLeaves();
      growing = null;
    }
    delete(unfinishedWav);
    delete(unfinished(encoder.format()));
    delete(unfinishedSidecar);
  }

  /// @return the format in which there is a whole file now
  private Track.Format encode(BooleanSupplier isUnwanted) {
    boolean isEncoded =
        encoder.encode(unfinishedWav, wav, unfinished(encoder.format()), isUnwanted);
    return isEncoded ? encoder.format() : Track.Format.WAV;
  }

  private Track describe(TrackDetails details, Track.Format format, long bytes, long written) {
    int keptRate = format.sampleRate(sampleRate);
    return new Track(
        recipe.trackId(),
        recipe,
        clock.instant(),
        finished(format),
        bytes,
        format,
        keptRate,
        channels,
        ResampledSource.frames(written, sampleRate, keptRate),
        details.tokens(),
        details.generationSec(),
        wav.rmsDb(),
        details.music().map(music -> music.resampled(sampleRate, keptRate)),
        details.style());
  }

  private Path unfinished(Track.Format format) {
    return TemporaryName.of(audioName(format)).in(folder);
  }

  private Path finished(Track.Format format) {
    return folder.resolve(audioName(format));
  }

  private String audioName(Track.Format format) {
    return recipe.trackId() + "." + format.extension();
  }

  private String sidecarName() {
    return Sidecar.name(recipe.trackId());
  }

  private static void writeWhole(Path path, String text) throws IOException {
    try (FileChannel file = FileChannel.open(path, CREATE, TRUNCATE_EXISTING, WRITE)) {
      ByteBuffer bytes = UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // The sweep of the next start tries again.
    }
  }
}
