package lofi.playback;

import java.util.Arrays;
import lofi.audio.Fade;
import lofi.audio.GainRamp;
import lofi.audio.QuarterSine;
import lofi.audio.RealTime;
import lofi.audio.SoftClip;
import org.jspecify.annotations.Nullable;

/// Plays the decks together: joins them to the frame, fades, pauses and turns the volume.
///
/// One or two decks sound, more only while somebody skips in the middle of a crossfade. It belongs
/// to `lofi-audio`.
@RealTime
final class Mixer {
  /// As the frame to join at: so that the fade is over when the current deck is.
  static final long AT_ITS_END = Long.MAX_VALUE;

  static final int SHORT_FADE_FRAMES = 20 * Player.SAMPLE_RATE / 1_000;

  private static final int VOLUME_FRAMES = 50 * Player.SAMPLE_RATE / 1_000;
  private static final int MOST_DECKS = 4;

  private final @Nullable Deck[] sounding = new @Nullable Deck[MOST_DECKS];
  private @Nullable Deck current;

  /// Takes over as soon as it is ready.
  private @Nullable Deck opening;

  /// Joins at a frame of the current deck, or of the opening one once that has become current.
  private @Nullable Deck next;

  private long joinFrame;
  private int joinFadeFrames;

  private final Fade transport;
  private boolean isPaused;
  private final GainRamp volume;
  private long underruns;
  private long turningPoints;

  Mixer(QuarterSine curve, float gain) {
    this.transport = new Fade(curve, true);
    this.volume = new GainRamp(gain, VOLUME_FRAMES);
  }

  /// Lets `deck` take the place of whatever sounds, as soon as it is ready.
  void play(Deck deck) {
    if (isPaused && transport.isClosed()) {
      endAll(Deck.Phase.REPLACED);
    }
    resume();
    giveUpWaiting(Deck.Phase.REPLACED);
    opening = deck;
  }

  /// Lets `deck` join at a frame of the current one.
  void join(Deck deck, long frame, int fadeFrames) {
    next = giveUp(next, Deck.Phase.REPLACED);
    next = deck;
    joinFrame = frame;
    joinFadeFrames = fadeFrames;
  }

  void pause() {
    isPaused = true;
    transport.out(SHORT_FADE_FRAMES);
  }

  void resume() {
    isPaused = false;
    transport.in(SHORT_FADE_FRAMES);
  }

  void stop() {
    giveUpWaiting(Deck.Phase.STOPPED);
    if (isPaused && transport.isClosed()) {
      endAll(Deck.Phase.STOPPED);
    }
    for (Deck deck : sounding) {
      if (deck != null) {
        deck.leave(SHORT_FADE_FRAMES, Deck.Phase.STOPPED);
      }
    }
    current = null;
    resume();
  }

  /// Ends every deck at once, for when nothing will be mixed any more.
  void endAll(Deck.Phase how) {
    giveUpWaiting(how);
    for (int i = 0; i < MOST_DECKS; i++) {
      Deck deck = sounding[i];
      if (deck != null) {
        sounding[i] = giveUp(deck, how);
      }
    }
    current = null;
  }

  void setGain(float gain) {
    volume.moveTo(gain);
  }

  /// How often a deck had to be silent because its feeder was late.
  long underruns() {
    return underruns;
  }

  /// Grows whenever a deck begins or ends.
  long turningPoints() {
    return turningPoints;
  }

  /// Whether the next block would be silence, and nothing but a command or a feeder can change
  /// that.
  boolean isSilent() {
    return (isPaused && transport.isClosed()) || (!anySounds() && !anotherCanJoin());
  }

  /// Whether the next block would have a gap that a little patience may fill.
  boolean runsShort(int frames) {
    return current != null && !isSilent() && current.runsShort(frames);
  }

  /// Writes the next `frames` audio frames to the front of `mix`.
  void mix(float[] mix, int frames) {
    Arrays.fill(mix, 0, 2 * frames, 0f);
    for (int done = 0; done < frames && !isSilent(); ) {
      if (framesToJoin() == 0) {
        beginJoin();
      }
      int run = framesUntilSomethingChanges(frames - done);
      addDecks(mix, done, run);
      transport.apply(mix, done, run);
      done += run;
    }
    volume.apply(mix, frames);
    SoftClip.apply(mix, 2 * frames);
  }

  private int framesUntilSomethingChanges(int most) {
    long run = Math.min(most, framesToJoin());
    if (current != null) {
      run = Math.min(run, current.framesToEnd());
    }
    if (isPaused) {
      run = Math.min(run, transport.framesLeft());
    }
    return (int) run;
  }

  private void addDecks(float[] mix, int from, int frames) {
    for (int i = 0; i < MOST_DECKS; i++) {
      Deck deck = sounding[i];
      if (deck != null) {
        add(deck, mix, from, frames);
        dropIfOver(i, deck);
      }
    }
  }

  private void dropIfOver(int slot, Deck deck) {
    if (!deck.endsHere()) {
      return;
    }
    sounding[slot] = null;
    turningPoints++;
    if (deck == current) {
      current = null;
      underruns += waiting() != null && !anotherCanJoin() ? 1 : 0;
    }
  }

  private void add(Deck deck, float[] mix, int from, int frames) {
    boolean wasLate = deck.isLate();
    deck.addTo(mix, from, frames);
    underruns += deck.isLate() && !wasLate ? 1 : 0;
  }

  /// A deck that is not ready does not join; the current one plays on until it is.
  private long framesToJoin() {
    if (!anotherCanJoin()) {
      return Long.MAX_VALUE;
    }
    if (current == null || opening != null) {
      return 0;
    }
    long frame = joinFrame == AT_ITS_END ? current.lengthFrames() - joinFadeFrames : joinFrame;
    return Math.max(0, frame - current.playedFrames());
  }

  private boolean anotherCanJoin() {
    Deck another = waiting();
    return another != null && another.isReady() && freeSlot() >= 0;
  }

  private @Nullable Deck waiting() {
    return opening != null ? opening : next;
  }

  private void beginJoin() {
    Deck deck = waiting();
    int fadeFrames = opening != null ? SHORT_FADE_FRAMES : joinFadeFrames;
    if (opening != null) {
      opening = null;
    } else {
      next = null;
    }
    turningPoints++;
    if (deck != null && !deck.endsHere()) {
      begin(deck, fadeFrames);
    }
  }

  private void begin(Deck deck, int fadeFrames) {
    deck.enter(current == null ? Math.min(fadeFrames, Deck.SOFT_EDGE_FRAMES) : leave(fadeFrames));
    sounding[freeSlot()] = deck;
    current = deck;
  }

  /// Sends off everything that sounds.
  ///
  /// @return how many audio frames that takes
  private int leave(int wishedFrames) {
    int fadeFrames = Math.max(wishedFrames, Deck.SOFT_EDGE_FRAMES);
    if (current != null) {
      fadeFrames = (int) Math.min(fadeFrames, current.framesLeft());
    }
    for (Deck deck : sounding) {
      if (deck != null) {
        deck.leave(deck == current ? fadeFrames : SHORT_FADE_FRAMES, Deck.Phase.REPLACED);
      }
    }
    return fadeFrames;
  }

  private void giveUpWaiting(Deck.Phase how) {
    opening = giveUp(opening, how);
    next = giveUp(next, how);
  }

  /// @return null, for the place that the deck had
  private @Nullable Deck giveUp(@Nullable Deck deck, Deck.Phase how) {
    if (deck != null) {
      deck.end(how);
      turningPoints++;
    }
    return null;
  }

  private boolean anySounds() {
    for (Deck deck : sounding) {
      if (deck != null) {
        return true;
      }
    }
    return false;
  }

  private int freeSlot() {
    for (int i = 0; i < MOST_DECKS; i++) {
      if (sounding[i] == null) {
        return i;
      }
    }
    return -1;
  }
}
