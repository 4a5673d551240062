package lofi.music.mix;

import lofi.music.dsp.Rate;
import lofi.music.synth.RecordedNote;
import org.jspecify.annotations.Nullable;

/// A note on its way through the mixer: where it stands, how loud it is, when it lets go.
final class PlayingNote {
  private @Nullable RecordedNote note;
  private StereoBlock bus = new StereoBlock();
  private float gainLeft;
  private float gainRight;
  private int waitFrames;
  private int position;
  private int releaseAt;
  private int releaseFrames;

  boolean isFree() {
    return note == null;
  }

  int position() {
    return position;
  }

  /// @param waitFrames how far into the next block it begins
  /// @param releaseAt after how many frames it is let go
  void start(
      RecordedNote note,
      StereoBlock bus,
      double gain,
      double pan,
      int waitFrames,
      int releaseAt,
      int releaseFrames) {
    this.note = note;
    this.bus = bus;
    gainLeft = (float) (gain * Math.sqrt(1 - pan) * RecordedNote.TO_FLOAT);
    gainRight = (float) (gain * Math.sqrt(1 + pan) * RecordedNote.TO_FLOAT);
    this.waitFrames = waitFrames;
    this.releaseFrames = releaseFrames;
    this.releaseAt = Math.min(releaseAt, note.frames() - releaseFrames);
    position = 0;
  }

  /// Lets go early, at `frames` from now.
  void release(int frames) {
    releaseAt = Math.min(releaseAt, Math.max(0, position + frames - waitFrames));
  }

  void stop() {
    note = null;
  }

  /// Adds its next block to its bus; a note that has ended becomes free.
  void mix(float[] scratch) {
    RecordedNote playing = note;
    if (playing == null) {
      return;
    }
    int from = waitFrames;
    int end = Math.min(playing.frames(), releaseAt + releaseFrames);
    int frames = Math.min(Rate.BLOCK - from, end - position);
    if (frames > 0) {
      short[] samples = playing.samples(position + frames, scratch);
      mixSustained(samples, from, Math.min(frames, releaseAt - position));
      mixReleased(samples, from, frames);
      position += frames;
    }
    waitFrames = 0;
    if (position >= end) {
      note = null;
    }
  }

  private void mixSustained(short[] samples, int at, int frames) {
    if (frames > 0) {
      add(samples, position, bus.left, at, frames, gainLeft);
      add(samples, position, bus.right, at, frames, gainRight);
    }
  }

  private static void add(short[] from, int at, float[] to, int start, int frames, float gain) {
    for (int i = 0; i < frames; i++) {
      to[start + i] += from[at + i] * gain;
    }
  }

  private void mixReleased(short[] samples, int at, int frames) {
    float step = 1f / releaseFrames;
    for (int i = Math.max(0, releaseAt - position); i < frames; i++) {
      float held = Math.max(0f, 1f - (position + i - releaseAt) * step);
      float sample = samples[position + i] * held * held;
      bus.left[at + i] += sample * gainLeft;
      bus.right[at + i] += sample * gainRight;
    }
  }
}
