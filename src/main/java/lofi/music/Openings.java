package lofi.music;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import lofi.generation.Prompt;
import lofi.generation.SongStream;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator;
import lofi.music.dsp.Rate;
import org.jspecify.annotations.Nullable;

/// The composer's streams, the next of which may begin with seconds that were rendered before.
///
/// One opening is kept, in a file named by what it begins: `opening-PROMPT-SEED.pcm`, where PROMPT
/// is a hash of the prompt and the composer's version. Whatever else is named like it is out of
/// date.
public final class Openings implements StreamGenerator {
  static final int LENGTH_FRAMES = 4 * Rate.HZ;

  private static final Pattern NAME = Pattern.compile("opening-([0-9a-f]{8})-(-?\\d{1,19})\\.pcm");

  private final Composer composer;
  private final Path folder;

  /// The stream that sounds already and waits for whoever asks for it; of `lofi-control`.
  private @Nullable SongStream begun;

  private @Nullable StreamRequest begunRequest;

  public Openings(Composer composer, Path folder) {
    this.composer = composer;
    this.folder = folder;
  }

  /// Opens a stream that somebody will ask for in a moment, if its opening is there.
  ///
  /// @param seed empty for any
  public @Nullable SongStream begin(Prompt prompt, OptionalLong seed, StemGains faders) {
    OptionalLong ready = onDisk(prompt, seed);
    if (ready.isEmpty()) {
      return null;
    }
    begunRequest = new StreamRequest(prompt, ready.getAsLong(), 0);
    begun = open(begunRequest, faders);
    return begun;
  }

  @Override
  public SongStream open(StreamRequest request, StemGains faders) {
    SongStream sounding = begun;
    if (sounding != null && request.equals(begunRequest)) {
      begun = null;
      return sounding;
    }
    Path file = file(request.prompt(), request.seed());
    return request.firstSong() == 0 && faders.areNeutral() && Files.exists(file)
        ? PreparedStream.of(file, request, faders)
        : composer.open(request, faders);
  }

  @Override
  public OptionalLong readySeed(Prompt prompt) {
    StreamRequest sounding = begunRequest;
    if (begun != null && sounding != null && sounding.prompt().equals(prompt)) {
      return OptionalLong.of(sounding.seed());
    }
    return onDisk(prompt, OptionalLong.empty());
  }

  /// Sees to it that the stream of that prompt and seed will begin at once, and that nothing else
  /// is kept. Renders for a moment; whoever asks meanwhile waits.
  public synchronized void prepare(Prompt prompt, long seed) {
    Path wanted = file(prompt, seed);
    if (Files.exists(wanted)) {
      return;
    }
    try {
      Files.createDirectories(folder);
      forget();
      var request = new StreamRequest(prompt, seed, 0);
      OpeningFile.write(wanted, request, composer.open(request), LENGTH_FRAMES);
    } catch (IOException e) {
      log().log(Level.WARNING, "The next opening cannot be kept: " + e.getMessage());
    }
  }

  /// Lets no later stream begin with an opening that is there now.
  public void forget() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "opening-*.pcm")) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Then there is none, or it cannot be deleted and is used once more.
    }
  }

  private Path file(Prompt prompt, long seed) {
    return folder.resolve("opening-" + hash(prompt) + "-" + seed + ".pcm");
  }

  private OptionalLong onDisk(Prompt prompt, OptionalLong seed) {
    if (seed.isPresent()) {
      return Files.exists(file(prompt, seed.getAsLong())) ? seed : OptionalLong.empty();
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "opening-*.pcm")) {
      for (Path file : files) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches() && name.group(1).equals(hash(prompt))) {
          return OptionalLong.of(Long.parseLong(name.group(2)));
        }
      }
    } catch (IOException | DirectoryIteratorException | NumberFormatException e) {
      return OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  /// A name and not a proof, which the head of the file is. So it need not wait for the JDK to wake
  /// up its cryptography, which takes 11 ms.
  private static String hash(Prompt prompt) {
    var checksum = new CRC32();
    checksum.update((Composer.MODEL_VERSION + "\0" + prompt.text()).getBytes(UTF_8));
    return HexFormat.of().toHexDigits((int) checksum.getValue());
  }

  /// Asked for when there is something to say: Java's logging takes 17 ms to wake up.
  private static Logger log() {
    return System.getLogger("lofi.music");
  }
}
