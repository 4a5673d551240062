package lofi.radio;

import java.io.IOException;
import lofi.audio.EffectSettings;
import lofi.audio.LiveSource;
import lofi.audio.PcmSource;
import lofi.audio.tarsos.ColouredSource;
import lofi.generation.StemGains;
import lofi.generation.TrackReplayer;
import lofi.library.Library;
import lofi.library.Track;

/// Opens tracks so that the faders of the mix reach those that can be played anew, and the user's
/// effects those that were made elsewhere.
final class TrackOpener {
  private final Library library;
  private final TrackReplayer replayer;
  private final StemGains faders;
  private EffectSettings effects = EffectSettings.NONE;

  TrackOpener(Library library, TrackReplayer replayer, StemGains faders) {
    this.library = library;
    this.replayer = replayer;
    this.faders = faders;
  }

  /// From the next track on.
  void setEffects(EffectSettings changed) {
    effects = changed;
  }

  PcmSource open(Track track) {
    if (!replayer.canReplay(track)) {
      return coloured(track);
    }
    return faders.areNeutral()
        ? new FromFile(library.source(track), track)
        : replayer.replay(track, faders);
  }

  private PcmSource coloured(Track track) {
    PcmSource plain = library.source(track);
    return effects.enabled() && !replayer.isOwn(track) ? new ColouredSource(plain, effects) : plain;
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
    public LiveSource changedFrom(long audioFrame) {
      return replayer.replay(track, faders).changedFrom(audioFrame);
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
