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
import lofi.library.Json.MalformedJsonException;

/// Writes one track: under temporary names first, and under its own when it is whole.
///
/// The sidecar appears last, so a reader that sees it sees a whole track. Closing before `finish`
/// leaves nothing behind.
public final class TrackWriter implements AutoCloseable {
  private final Path folder;
  private final Recipe recipe;
  private final InstantSource clock;
  private final int sampleRate;
  private final int channels;
  private final Path unfinishedAudio;
  private final Path unfinishedSidecar;
  private final WavFile wav;

  private TrackWriter(Path folder, Recipe recipe, InstantSource clock, int sampleRate, int channels)
      throws IOException {
    this.folder = folder;
    this.recipe = recipe;
    this.clock = clock;
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.unfinishedAudio = TemporaryName.of(audioName()).in(folder);
    this.unfinishedSidecar = TemporaryName.of(sidecarName()).in(folder);
    this.wav = WavFile.create(unfinishedAudio, sampleRate, channels);
  }

  static TrackWriter create(
      Path folder, Recipe recipe, InstantSource clock, int sampleRate, int channels)
      throws CacheWriteException {
    try {
      Files.createDirectories(folder);
      return new TrackWriter(folder, recipe, clock, sampleRate, channels);
    } catch (IOException e) {
      throw CacheWriteException.of(folder, e);
    }
  }

  /// Takes the first `frames` audio frames of `interleaved`.
  public void write(float[] interleaved, int frames) throws CacheWriteException {
    try {
      wav.write(interleaved, frames);
    } catch (IOException e) {
      throw CacheWriteException.of(folder, e);
    }
  }

  public long lengthFrames() {
    return wav.lengthFrames();
  }

  /// Makes the track visible to everybody, and answers it as they will read it.
  public Track finish(TrackDetails details) throws CacheWriteException {
    try {
      wav.finish();
      wav.close();
      String sidecar = Sidecar.text(describe(details));
      writeWhole(unfinishedSidecar, sidecar);
      Files.move(unfinishedAudio, folder.resolve(audioName()), ATOMIC_MOVE);
      Files.move(unfinishedSidecar, folder.resolve(sidecarName()), ATOMIC_MOVE);
      return Sidecar.parse(sidecar, folder);
    } catch (IOException e) {
      throw CacheWriteException.of(folder, e);
    } catch (MalformedJsonException e) {
      throw new AssertionError("A sidecar can read what it wrote", e);
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
    delete(unfinishedAudio);
    delete(unfinishedSidecar);
  }

  private Track describe(TrackDetails details) {
    return new Track(
        recipe.trackId(),
        recipe,
        clock.instant(),
        folder.resolve(audioName()),
        wav.sizeBytes(),
        Track.Format.WAV,
        sampleRate,
        channels,
        wav.lengthFrames(),
        details.tokens(),
        details.generationSec(),
        wav.rmsDb(),
        details.music(),
        details.style());
  }

  private String audioName() {
    return recipe.trackId() + ".wav";
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
