package lofi.playback;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import lofi.audio.Fade;
import lofi.audio.PcmSource;
import lofi.audio.QuarterSine;
import lofi.audio.RealTime;
import lofi.audio.ResampledSource;
import org.jspecify.annotations.Nullable;

/// One source on its way to the ear: what is read ahead of it, its fade, and how far it has come.
///
/// Its feeder fills it, `lofi-audio` plays it, and `lofi-control` looks at its phase.
final class Deck {
  /// The way of a deck, always forward. `lofi-audio` sets it.
  enum Phase {
    WAITING,
    SOUNDING,
    FINISHED,
    REPLACED,
    STOPPED;

    boolean isOver() {
      return compareTo(FINISHED) >= 0;
    }
  }

  /// What has to be there before it may begin; enough to fill most of the device's buffer.
  static final int READY_FRAMES = 150 * Player.SAMPLE_RATE / 1_000;

  /// What fades when the next block is late, so that the gap does not click.
  static final int SOFT_EDGE_FRAMES = 5 * Player.SAMPLE_RATE / 1_000;

  private static final int AHEAD_OF_BEGINNING_FRAMES = Player.SAMPLE_RATE;
  private static final int LARGEST_BLOCK_FRAMES = 1_024;

  private final PcmSource original;
  private final PcmSource resampled;
  private final long lengthFrames;
  private final StereoRing ring;

  /// Written by the feeder; the ring is complete before this says so.
  private volatile boolean isComplete;

  private volatile @Nullable String failure;

  /// Written by `lofi-audio`, which needs only a release.
  private final AtomicLong played = new AtomicLong();

  private volatile Phase phase = Phase.WAITING;

  /// Written by `lofi-control`, once.
  private volatile boolean isLetGo;

  private final Fade fade;
  private final Fade softEdge;
  private final float[] frames = new float[2 * LARGEST_BLOCK_FRAMES];
  private boolean isLate;
  private boolean isLeaving;
  private Phase leavesAs = Phase.REPLACED;

  Deck(PcmSource source, int aheadFrames, QuarterSine curve) {
    this.resampled = ResampledSource.at(Player.SAMPLE_RATE, source);
    this.original = source;
    this.lengthFrames = resampled.lengthFrames();
    this.ring = new StereoRing(aheadFrames);
    this.fade = new Fade(curve, false);
    this.softEdge = new Fade(curve, true);
  }

  /// What the player was given.
  PcmSource source() {
    return original;
  }

  /// The same at the mixer's rate.
  PcmSource resampledSource() {
    return resampled;
  }

  /// At the mixer's rate, or `PcmSource.ENDLESS`.
  @RealTime
  long lengthFrames() {
    return lengthFrames;
  }

  StereoRing ring() {
    return ring;
  }

  /// Whether the feeder should bring so much more; of a piece that may never sound, 1 s is enough.
  boolean hasRoomFor(int frames) {
    int mostFrames = phase == Phase.WAITING ? AHEAD_OF_BEGINNING_FRAMES : Integer.MAX_VALUE;
    return ring.free() >= frames && ring.available() + frames <= mostFrames;
  }

  /// The feeder is through: with `reason` when it could not read on.
  void complete(@Nullable String reason) {
    failure = reason;
    isComplete = true;
  }

  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /// Nobody will play it any more, so that its feeder may end.
  void letGo() {
    isLetGo = true;
  }

  boolean isLetGo() {
    return isLetGo;
  }

  Phase phase() {
    return phase;
  }

  /// How many of its audio frames were mixed.
  @RealTime
  long playedFrames() {
    return played.getAcquire();
  }

  boolean hasSounded() {
    return phase == Phase.SOUNDING || playedFrames() > 0;
  }

  /// Whether it could begin.
  @RealTime
  boolean isReady() {
    return isComplete || ring.available() >= READY_FRAMES;
  }

  /// Whether its last audio frame was mixed.
  @RealTime
  boolean isPlayedOut() {
    return isComplete && ring.available() == 0;
  }

  /// How many audio frames it has before its end, once the end is in sight.
  @RealTime
  int framesToEnd() {
    return isComplete ? ring.available() : Integer.MAX_VALUE;
  }

  /// How many audio frames it has before its end, as well as that is known.
  @RealTime
  long framesLeft() {
    return isComplete ? ring.available() : Math.max(0, lengthFrames - playedFrames());
  }

  /// Whether the next block of `wanted` audio frames would have a gap.
  @RealTime
  boolean runsShort(int wanted) {
    return !isLate && !isComplete && ring.available() < wanted + SOFT_EDGE_FRAMES;
  }

  /// Whether it had to be silent, and has not caught up yet.
  @RealTime
  boolean isLate() {
    return isLate;
  }

  /// Begins to sound.
  @RealTime
  void enter(int fadeFrames) {
    phase = Phase.SOUNDING;
    fade.in(fadeFrames);
  }

  /// Begins to fade out, after which it has ended as `how`.
  @RealTime
  void leave(int fadeFrames, Phase how) {
    isLeaving = true;
    leavesAs = how;
    fade.out(fadeFrames);
  }

  /// Whether it has nothing more to say; then it ends.
  @RealTime
  boolean endsHere() {
    if (isPlayedOut()) {
      end(Phase.FINISHED);
    } else if (isLeaving && fade.isClosed()) {
      end(leavesAs);
    }
    return phase.isOver();
  }

  @RealTime
  void end(Phase how) {
    phase = how;
  }

  /// Adds its next `wanted` audio frames to `mix`, from audio frame `from` on.
  @RealTime
  void addTo(float[] mix, int from, int wanted) {
    int given = framesToGive(wanted);
    ring.read(frames, given);
    softEdge.apply(frames, 0, given);
    fade.apply(frames, 0, given);
    fade.skip(wanted - given);
    for (int i = 0; i < 2 * given; i++) {
      mix[2 * from + i] += frames[i];
    }
    played.setRelease(played.getPlain() + given);
  }

  /// Holds a soft edge back until the end is in sight, and spends it when the feeder is late.
  @RealTime
  private int framesToGive(int wanted) {
    boolean endIsInSight = isComplete;
    int available = ring.available();
    if (isLate && (endIsInSight || available >= READY_FRAMES)) {
      isLate = false;
      softEdge.in(SOFT_EDGE_FRAMES);
    }
    if (endIsInSight) {
      return Math.min(wanted, available);
    }
    if (isLate) {
      return 0;
    }
    if (available >= wanted + SOFT_EDGE_FRAMES) {
      return wanted;
    }
    isLate = true;
    int last = Math.min(Math.min(wanted, available), SOFT_EDGE_FRAMES);
    softEdge.out(last);
    return last;
  }
}
