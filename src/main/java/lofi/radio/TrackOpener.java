package lofi.radio;

import java.io.IOException;
import lofi.audio.LiveSource;
import lofi.audio.PcmSource;
import lofi.generation.StemGains;
import lofi.generation.TrackReplayer;
import lofi.library.Library;
import lofi.library.Track;

/// Opens tracks so that the faders of the mix reach those that can be played anew.
final class TrackOpener {
  private final Library library;
  private final TrackReplayer replayer;
  private final StemGains faders;

  TrackOpener(Library library, TrackReplayer replayer, StemGains faders) {
    this.library = library;
    this.replayer = replayer;
    this.faders = faders;
  }

  PcmSource open(Track track) {
    if (!replayer.canReplay(track)) {
      return library.source(track);
    }
    return faders.areNeutral()
        ? new FromFile(library.source(track), track)
        : replayer.replay(track, faders);
  }

  /// A track from its file, which costs next to nothing, until a fader is moved.
  private final class FromFile implements LiveSource {
    private final PcmSource file;
    private final Track track;

    FromFile(PcmSource file, Track track) {
      this.file = file;
      this.track = track;
    }

    @Override
    public int revision() {
      return faders.revision();
    }

    @Override
    public LiveSource changedFrom(long frame) {
      return replayer.replay(track, faders).changedFrom(frame);
    }

    @Override
    public int sampleRate() {
      return file.sampleRate();
    }

    @Override
    public int channels() {
      return file.channels();
    }

    @Override
    public long lengthFrames() {
      return file.lengthFrames();
    }

    @Override
    public int read(float[] interleaved, int frames) throws IOException {
      return file.read(interleaved, frames);
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
