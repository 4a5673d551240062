package lofi.library;

import java.io.IOException;
import lofi.audio.PcmSource;
import lofi.library.mp3.Mp3Source;
import lofi.library.opus.OpusSource;
import org.jspecify.annotations.Nullable;

/// A track's audio, from a file that is opened at the first read.
///
/// So whoever decides what plays need not wait for the disk; the feeder that reads may.
final class TrackSource implements PcmSource {
  private final Track track;
  private @Nullable PcmSource file;

  TrackSource(Track track) {
    this.track = track;
  }

  @Override
  public int sampleRate() {
    return track.sampleRate();
  }

  @Override
  public int channels() {
    return track.channels();
  }

  @Override
  public long lengthFrames() {
    return track.lengthFrames();
  }

  @Override
  public int read(float[] interleaved, int frames) throws IOException {
    if (file == null) {
      file = open();
    }
    return file.read(interleaved, frames);
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }

  private PcmSource open() throws IOException {
    PcmSource opened =
        switch (track.format()) {
          case WAV -> WavSource.open(track.path());
          case MP3 -> Mp3Source.open(track.path());
          case OPUS -> OpusSource.open(track.path());
        };
    if (opened.sampleRate() != sampleRate() || opened.channels() != channels()) {
      opened.close();
      throw new IOException(track.path() + " is not the file that its sidecar describes");
    }
    return opened;
  }
}
