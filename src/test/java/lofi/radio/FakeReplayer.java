package lofi.radio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lofi.audio.LiveSource;
import lofi.generation.Stem;
import lofi.generation.StemGains;
import lofi.generation.TrackReplayer;
import lofi.library.Track;

/// Plays tracks again as a constant: the gain of the drums.
public final class FakeReplayer implements TrackReplayer {
  private final List<Long> changes = new ArrayList<>();

  /// From which frames on something was played anew.
  List<Long> changes() {
    return changes;
  }

  @Override
  public boolean isOwn(Track track) {
    return track.modelVersion().startsWith("composer-");
  }

  @Override
  public boolean canReplay(Track track) {
    return track.modelVersion().equals("composer-v1");
  }

  @Override
  public LiveSource replay(Track track, StemGains faders) {
    return new Replayed(track, faders);
  }

  private final class Replayed implements LiveSource {
    private final Track track;
    private final StemGains faders;

    Replayed(Track track, StemGains faders) {
      this.track = track;
      this.faders = faders;
    }

    @Override
    public int revision() {
      return faders.revision();
    }

    @Override
    public LiveSource changedFrom(long frame) {
      changes.add(frame);
      return this;
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
    public int read(float[] interleaved, int frames) {
      Arrays.fill(interleaved, 0, frames * channels(), faders.get(Stem.DRUMS));
      return frames;
    }

    @Override
    public void close() {}
  }
}
