package lofi.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import lofi.audio.WavFile;
import lofi.generation.Prompt;
import lofi.generation.Stem;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator.StreamRequest;
import lofi.json.Json;
import lofi.music.Composer;
import lofi.music.ComposerStream;
import lofi.music.LoopRenderer;
import lofi.music.PlanReport;
import lofi.music.TrackRenderer;

/// Composes on the command line, without an editor: a piece, a loop or a stretch of the stream, as
/// sound, as its separate stems, and as the plan of what is played.
public final class ComposeCommand {
  private static final int CHUNK = 4_096;

  private final ComposeOptions options;
  private final int sampleRate = new Composer().sampleRate();

  private ComposeCommand(ComposeOptions options) {
    this.options = options;
  }

  public static void main(String[] args) {
    try {
      new ComposeCommand(ComposeOptions.parse(args)).run();
    } catch (IllegalArgumentException e) {
      fail(e.getMessage() + "\n" + ComposeOptions.USAGE, 2);
    } catch (NoSuchFileException e) {
      fail("There is no folder for " + e.getFile(), 1);
    } catch (IOException e) {
      fail("Could not write: " + e.getMessage(), 1);
    }
  }

  private static void fail(String reason, int code) {
    System.err.println("compose: " + reason);
    System.exit(code);
  }

  private void run() throws IOException {
    requirePlace(options.wav());
    requirePlace(options.json());
    if (options.gallery().isPresent()) {
      Gallery.draw(options.gallery().get());
    } else if (options.streamSeconds() > 0) {
      composeStream();
    } else if (options.loop()) {
      composeLoop();
    } else {
      composeTrack();
    }
  }

  /// Asked before the long work.
  private static void requirePlace(Optional<Path> wanted) throws FileSystemException {
    if (wanted.isPresent()) {
      Path file = wanted.get();
      if (Files.isDirectory(file)) {
        throw new FileSystemException(file.toString(), null, "it is a folder");
      }
      if (!Files.isDirectory(file.toAbsolutePath().resolveSibling(""))) {
        throw new NoSuchFileException(file.toString());
      }
    }
  }

  private void composeTrack() throws IOException {
    var track = new TrackRenderer(options.prompt(), options.seed(), options.seconds());
    double seconds = (double) track.lengthFrames() / sampleRate;
    PlanReport report = report(track.lengthFrames());
    report.add(track.plan(), 0, seconds);
    writeJson(report);
    if (options.wav().isPresent() || options.stems().isPresent()) {
      double gain = track.measureGain();
      writeEach(stems -> writeTrack(track, gain, stems));
    }
  }

  /// Writes one rendering with the given faders.
  private interface Rendering {
    Writer with(StemGains stems);
  }

  /// Writes one file.
  private interface Writer {
    void to(Path path) throws IOException;
  }

  private void writeEach(Rendering rendering) throws IOException {
    if (options.wav().isPresent()) {
      rendering.with(new StemGains()).to(options.wav().get());
    }
    if (options.stems().isPresent()) {
      Files.createDirectories(options.stems().get());
      for (Stem stem : Stem.values()) {
        Path path = options.stems().get().resolve(stem.label() + ".wav");
        rendering.with(only(stem)).to(path);
      }
    }
  }

  private static StemGains only(Stem wanted) {
    var gains = new StemGains();
    for (Stem stem : Stem.values()) {
      gains.set(stem, stem == wanted ? 1 : 0);
    }
    return gains;
  }

  private Writer writeTrack(TrackRenderer track, double gain, StemGains stems) {
    return path -> {
      TrackRenderer.Playback playback = track.open(gain, stems);
      float[] chunk = new float[2 * CHUNK];
      writeWav(
          path,
          wav -> {
            for (int n = playback.read(chunk, CHUNK); n > 0; n = playback.read(chunk, CHUNK)) {
              wav.write(chunk, n);
            }
          });
    };
  }

  private void composeLoop() throws IOException {
    var loop = new LoopRenderer(options.prompt(), options.seed(), options.seconds());
    PlanReport report = report(loop.lengthFrames());
    report.add(loop.plan(), 0, (double) loop.lengthFrames() / sampleRate);
    writeJson(report);
    if (options.wav().isPresent() || options.stems().isPresent()) {
      double gain = loop.measureGain();
      writeEach(stems -> path -> writeLoop(loop.render(gain, stems), path));
    }
  }

  private void writeLoop(float[] interleaved, Path path) throws IOException {
    writeWav(path, wav -> wav.write(interleaved, interleaved.length / 2));
  }

  private void composeStream() throws IOException {
    long frames = (long) (options.streamSeconds() * sampleRate);
    var request = new StreamRequest(new Prompt(options.prompt()), options.seed(), 0);
    if (options.wav().isPresent() || options.stems().isPresent()) {
      writeEach(stems -> path -> writeStream(request, stems, frames, path));
    }
    PlanReport report = report(frames);
    addSongs(report, request, frames);
    writeJson(report);
  }

  private void writeStream(StreamRequest request, StemGains stems, long frames, Path path)
      throws IOException {
    float[] chunk = new float[2 * CHUNK];
    try (ComposerStream stream = new Composer().open(request, stems)) {
      writeWav(
          path,
          wav -> {
            for (long done = 0; done < frames; done += CHUNK) {
              int count = (int) Math.min(CHUNK, frames - done);
              stream.read(chunk, count);
              wav.write(chunk, count);
            }
          });
    }
  }

  private void addSongs(PlanReport report, StreamRequest request, long frames) {
    double endSec = (double) frames / sampleRate;
    try (ComposerStream stream = new Composer().open(request)) {
      double startSec = 0;
      for (int number = 0; startSec < endSec; number++) {
        var plan = stream.planOf(number);
        report.add(plan, startSec, endSec - startSec);
        long length = plan.timing().frame(plan.beats(), 0, sampleRate);
        startSec += (double) length / sampleRate;
      }
    }
  }

  private PlanReport report(long frames) {
    return new PlanReport(options.seed(), options.prompt(), sampleRate, frames);
  }

  private void writeJson(PlanReport report) throws IOException {
    Optional<Path> json = options.json();
    if (json.isPresent()) {
      String text = Json.write(SixDigits.of(report.report())) + "\n";
      writeWhole(json.get(), unfinished -> Files.writeString(unfinished, text));
    }
  }

  /// Puts the samples into a WAV file.
  private interface Samples {
    void to(WavFile wav) throws IOException;
  }

  private void writeWav(Path path, Samples samples) throws IOException {
    writeWhole(
        path,
        unfinished -> {
          try (WavFile wav = WavFile.create(unfinished, sampleRate, 2)) {
            samples.to(wav);
            wav.finish();
          }
        });
  }

  /// The file gets its name when it is whole. A device, such as `/dev/null`, gets all at once.
  private static void writeWhole(Path path, Writer writer) throws IOException {
    boolean isFile = !Files.exists(path) || Files.isRegularFile(path);
    Path unfinished =
        isFile
            ? path.resolveSibling(path.getFileName() + ".part")
            : Files.createTempFile("compose", null);
    try {
      writer.to(unfinished);
      if (isFile) {
        Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
      } else {
        try (OutputStream device = Files.newOutputStream(path)) {
          Files.copy(unfinished, device);
        }
      }
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
