package lofi.music;

import lofi.audio.LiveSource;
import lofi.generation.StemGains;
import lofi.library.Track;
import lofi.music.dsp.Rate;
import org.jspecify.annotations.Nullable;

/// A track that is composed again while it plays. Nothing is composed before somebody reads.
final class ReplayedTrack implements LiveSource {
  private final Track track;
  private final StemGains faders;
  private TrackRenderer.@Nullable Playback playback;

  ReplayedTrack(Track track, StemGains faders) {
    this.track = track;
    this.faders = faders;
  }

  @Override
  public int revision() {
    return faders.revision();
  }

  @Override
  public LiveSource changedFrom(long frame) {
    var changed = new ReplayedTrack(track, faders);
    changed.skip(frame);
    return changed;
  }

  private void skip(long frames) {
    float[] unheard = new float[2 * Rate.BLOCK];
    for (long left = frames; left > 0; left -= Rate.BLOCK) {
      read(unheard, (int) Math.min(left, Rate.BLOCK));
    }
  }

  @Override
  public int read(float[] interleaved, int frames) {
    if (playback == null) {
      playback = open();
    }
    int count = playback.read(interleaved, frames);
    return count == 0 ? OVER : count;
  }

  private TrackRenderer.Playback open() {
    var renderer = new TrackRenderer(track.prompt(), track.seed(), track.recipe().durationSec());
    return renderer.open(renderer.measureGain(), faders);
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
  public long lengthFrames() {
    return track.lengthFrames();
  }

  @Override
  public void close() {}
}
