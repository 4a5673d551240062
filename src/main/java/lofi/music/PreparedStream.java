package lofi.music;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import lofi.audio.LiveSource;
import lofi.generation.SongStream;
import lofi.generation.StemGains;
import lofi.generation.StreamGenerator.StreamRequest;
import lofi.music.dsp.Rate;
import org.jspecify.annotations.Nullable;

/// A stream whose first seconds come from a file, while the composer wakes up behind them.
///
/// It is the same stream to the sample as without the file, and without a usable file it is the
/// composer's from the start.
final class PreparedStream implements SongStream, LiveSource {
  private final Path path;
  private final StreamRequest request;
  private final StemGains faders;
  private @Nullable OpeningFile opening;
  private boolean isOpened;

  /// Written once by the reader's thread, read by any.
  private volatile @Nullable Song firstSong;

  private volatile @Nullable ComposerStream composed;
  private long readFrames;

  private PreparedStream(Path path, StreamRequest request, StemGains faders) {
    this.path = path;
    this.request = request;
    this.faders = faders;
  }

  /// Looks at the file when it is read first.
  static PreparedStream of(Path path, StreamRequest request, StemGains faders) {
    return new PreparedStream(path, request, faders);
  }

  @Override
  public int read(float[] interleaved, int frames) throws IOException {
    if (!isOpened) {
      isOpened = true;
      open();
    }
    int count = opening == null ? 0 : opening.read(interleaved, frames);
    if (count == 0) {
      close();
      count = composed().read(interleaved, frames);
    }
    readFrames += count;
    return count;
  }

  private void open() {
    try {
      opening = OpeningFile.open(path, request);
      firstSong = opening.song();
    } catch (IOException e) {
      log().log(Level.INFO, "The stream begins without its opening: " + e.getMessage());
    }
  }

  /// The composer's stream, which has come as far as this one.
  private synchronized ComposerStream composed() {
    ComposerStream stream = composed;
    if (stream == null) {
      stream = new ComposerStream(request, faders);
      stream.playUnheard(readFrames);
      composed = stream;
    }
    return stream;
  }

  @Override
  public Song songAt(long wanted) {
    ComposerStream stream = composed;
    Song first = firstSong;
    return stream == null && first != null ? first : composed().songAt(wanted);
  }

  @Override
  public int revision() {
    return faders.revision();
  }

  @Override
  public LiveSource changedFrom(long from) {
    return composed().changedFrom(from);
  }

  @Override
  public int sampleRate() {
    return Rate.HZ;
  }

  @Override
  public int channels() {
    return 2;
  }

  @Override
  public void close() {
    if (opening != null) {
      opening.close();
      opening = null;
    }
  }

  /// Asked for when there is something to say: Java's logging takes 17 ms to wake up.
  private static Logger log() {
    return System.getLogger("lofi.music");
  }
}
