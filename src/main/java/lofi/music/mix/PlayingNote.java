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
  private int releaseFrames = 1;
  private int swellFrames;

  boolean isFree() {
    return note == null;
  }

  int position() {
    return position;
  }

  /// @param waitFrames in how many frames it begins, counted from the next block on
  void start(RecordedNote note, StereoBlock bus, double gain, double pan, int waitFrames) {
    this.note = note;
    this.bus = bus;
    gainLeft = (float) (gain * Math.sqrt(1 - pan) * RecordedNote.TO_FLOAT);
    gainRight = (float) (gain * Math.sqrt(1 + pan) * RecordedNote.TO_FLOAT);
    this.waitFrames = waitFrames;
    position = 0;
    hold(note.frames(), 64, 0);
  }

  /// @param frames how long it is held before it lets go
  /// @param swell over how many frames it grows, as if the tape ran backwards; 0 for none
  void hold(int frames, int releaseFrames, int swell) {
    int most = note == null ? 0 : note.frames() - releaseFrames;
    this.releaseFrames = releaseFrames;
    releaseAt = Math.max(0, Math.min(frames, most));
    swellFrames = swell;
  }

  /// Lets go early, `frames` into the next block.
  void release(int frames) {
    releaseAt = Math.min(releaseAt, Math.max(0, position + frames - waitFrames));
  }

  /// Adds its next block to its bus; a note that has ended becomes free.
  void mix(float[] scratch) {
    RecordedNote playing = note;
    if (playing == null) {
      return;
    }
    if (waitFrames >= Rate.BLOCK) {
      waitFrames -= Rate.BLOCK;
      return;
    }
    int end = Math.min(playing.frames(), releaseAt + releaseFrames);
    int frames = Math.min(Rate.BLOCK - waitFrames, end - position);
    if (frames > 0) {
      bus.sounds();
      playing.record(position + frames, scratch);
      mix(playing, position + frames);
    }
    waitFrames = 0;
    if (position >= end) {
      note = null;
    }
  }

  /// A block may reach from one piece of the note into the next.
  private void mix(RecordedNote playing, int until) {
    while (position < until) {
      int frames = Math.min(until - position, playing.restOfPiece(position));
      mix(playing.piece(position), playing.offset(position), frames);
      position += frames;
      waitFrames += frames;
    }
  }

  private void mix(short[] samples, int from, int frames) {
    if (swellFrames > 0) {
      mixSwelling(samples, from, frames);
      return;
    }
    int sustained = Math.min(frames, releaseAt - position);
    if (sustained > 0) {
      mixHeld(samples, from, sustained);
    }
    if (sustained < frames) {
      mixReleased(samples, from, frames);
    }
  }

  /// Two samples a turn, since they become numbers in one register, where each turn waits for the
  /// last.
  private void mixHeld(short[] samples, int from, int frames) {
    float[] left = bus.left;
    float[] right = bus.right;
    float toLeft = gainLeft;
    float toRight = gainRight;
    int end = waitFrames + frames;
    int shift = from - waitFrames;
    int i = waitFrames;
    for (; i < end - 1; i += 2) {
      float sample = samples[i + shift];
      float next = samples[i + shift + 1];
      left[i] += sample * toLeft;
      right[i] += sample * toRight;
      left[i + 1] += next * toLeft;
      right[i + 1] += next * toRight;
    }
    if (i < end) {
      float last = samples[i + shift];
      left[i] += last * toLeft;
      right[i] += last * toRight;
    }
  }

  private void mixReleased(short[] samples, int from, int frames) {
    float[] left = bus.left;
    float[] right = bus.right;
    float toLeft = gainLeft;
    float toRight = gainRight;
    float step = 1f / releaseFrames;
    int since = position - releaseAt;
    int start = Math.max(0, -since);
    int end = waitFrames + frames;
    int shift = from - waitFrames;
    float held = 1f - (since + start) * step;
    for (int i = waitFrames + start; i < end; i++) {
      float sample = samples[i + shift] * held * held;
      left[i] += sample * toLeft;
      right[i] += sample * toRight;
      held -= step;
    }
  }

  private void mixSwelling(short[] samples, int from, int frames) {
    for (int i = 0; i < frames; i++) {
      int at = position + i;
      float grown = Math.min(1f, (float) at / swellFrames);
      float held = Math.max(0f, Math.min(1f, 1f - (float) (at - releaseAt) / releaseFrames));
      float sample = samples[from + i] * grown * grown * held;
      bus.left[waitFrames + i] += sample * gainLeft;
      bus.right[waitFrames + i] += sample * gainRight;
    }
  }
}
