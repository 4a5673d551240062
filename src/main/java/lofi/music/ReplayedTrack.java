package lofi.music;

import lofi.audio.LiveSource;
import lofi.generation.StemGains;
import lofi.library.Track;
import lofi.music.dsp.Rate;
import org.jspecify.annotations.Nullable;

/// A track that is composed again while it plays. Nothing is composed before somebody reads.
final class ReplayedTrack implements LiveSource {
  private final Track track;
  private final Piece piece;
  private final StemGains faders;
  private TrackRenderer.@Nullable Playback playback;

  ReplayedTrack(Track track, StemGains faders) {
    this(track, new Piece(track), faders);
  }

  private ReplayedTrack(Track track, Piece piece, StemGains faders) {
    this.track = track;
    this.piece = piece;
    this.faders = faders;
  }

  /// What every reading of the track shares: its plan and its loudness, which takes a whole reading
  /// to measure. The feeder plays one while the next is made, so it is guarded by its monitor.
  private static final class Piece {
    private final Track track;
    private @Nullable TrackRenderer renderer;
    private double gain;

    Piece(Track track) {
      this.track = track;
    }

    synchronized TrackRenderer.Playback open(StemGains faders) {
      if (renderer == null) {
        renderer = new TrackRenderer(track.prompt(), track.seed(), track.recipe().durationSec());
        gain = renderer.measureGain();
      }
      return renderer.open(gain, faders);
    }
  }

  @Override
  public int revision() {
    return faders.revision();
  }

  @Override
  public LiveSource changedFrom(long audioFrame) {
    var changed = new ReplayedTrack(track, piece, faders);
    changed.skip(audioFrame);
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
      playback = piece.open(faders);
    }
    int count = playback.read(interleaved, frames);
    return count == 0 ? OVER : count;
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
