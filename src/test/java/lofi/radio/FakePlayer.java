package lofi.radio;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import lofi.audio.PcmSource;
import lofi.playback.CrossfadeLength;
import lofi.playback.Ending;
import lofi.playback.PlaybackSettings;
import lofi.playback.Player;
import lofi.playback.PlayerListener;
import lofi.playback.PlayerState;
import lofi.playback.output.OutputDevice;
import lofi.playback.output.OutputStatus;
import org.jspecify.annotations.Nullable;

/// A player without sound, whose time the test moves.
///
/// Like the real one it tells of beginnings and ends later than they happen.
public final class FakePlayer implements Player {
  private static final long AT_ITS_END = Long.MAX_VALUE;

  private final List<PlayerListener> listeners = new ArrayList<>();
  private final Queue<Consumer<PlayerListener>> news = new ArrayDeque<>();
  private final List<String> fades = new ArrayList<>();
  private @Nullable Deck current;
  private @Nullable Deck leaving;
  private @Nullable Join next;
  private boolean isPaused;
  private int sourceChanges;
  private double volume = -1;
  private List<OutputDevice> devices = List.of();
  private Optional<String> chosenDevice = Optional.empty();
  private OutputStatus output = status("Fake", Optional.empty());

  private static final class Deck {
    final PcmSource source;
    long position;
    long fadeLeft;

    Deck(PcmSource source) {
      this.source = source;
    }

    long lengthFrames() {
      long frames = source.lengthFrames();
      return frames == PcmSource.ENDLESS ? frames : frames * SAMPLE_RATE / source.sampleRate();
    }
  }

  private record Join(Deck deck, long frame, Duration fade) {}

  /// Lets time pass, in steps that are shorter than any fade.
  void advance(Duration duration) {
    long frames = duration.toMillis() * SAMPLE_RATE / 1_000;
    for (long done = 0; done < frames; done += 960) {
      step(960);
    }
  }

  /// What may be heard at once is heard, and no time goes by.
  void begin() {
    step(0);
  }

  /// Tells what happened since the last time.
  void tellNews() {
    for (var item = news.poll(); item != null; item = news.poll()) {
      listeners.forEach(item);
    }
  }

  /// What is heard cannot be read any further.
  public void breakOff(String reason) {
    finish(current, new Ending.Failed(reason));
    current = null;
  }

  @Override
  public void sourcesChanged() {
    sourceChanges++;
  }

  /// How often it was said that a source has changed.
  int sourceChanges() {
    return sourceChanges;
  }

  public void loseDevice() {
    isPaused = true;
    news.add(PlayerListener::pausedByDeviceLoss);
  }

  /// The sound goes to the first device from now on, unless another one is chosen.
  public void plugIn(OutputDevice... plugged) {
    devices = List.of(plugged);
    outputBecomes(status(plugged[0].name(), Optional.empty()));
  }

  /// There is no sound device; `sentence` says so.
  public void unplug(String sentence) {
    devices = List.of();
    outputBecomes(new OutputStatus("none", SAMPLE_RATE, false, Optional.of(sentence)));
  }

  /// The frame at which the next source will join the current one; empty at its end.
  Optional<Long> joinFrame() {
    return Optional.ofNullable(next).map(Join::frame).filter(frame -> frame != AT_ITS_END);
  }

  boolean hasJoinAtEnd() {
    return next != null && next.frame == AT_ITS_END && next.deck.lengthFrames() > 0;
  }

  /// Each beginning: `cut`, or `fade` with its milliseconds.
  List<String> fades() {
    return fades;
  }

  public double volume() {
    return volume;
  }

  public boolean isSounding() {
    return current != null && !isPaused;
  }

  @Override
  public void addListener(PlayerListener listener) {
    listeners.add(listener);
  }

  @Override
  public void play(PcmSource source) {
    isPaused = false;
    giveUpNext();
    finish(leaving, new Ending.Replaced());
    finish(current, new Ending.Replaced());
    leaving = null;
    current = null;
    next = new Join(new Deck(source), 0, Duration.ZERO);
  }

  @Override
  public void crossfadeAt(PcmSource source, long frame, Duration fade) {
    giveUpNext();
    next = new Join(new Deck(source), frame, fade);
  }

  @Override
  public void crossfadeAtEnd(PcmSource source, Duration fade) {
    crossfadeAt(source, AT_ITS_END, fade);
  }

  @Override
  public void pause() {
    isPaused = true;
  }

  @Override
  public void resume() {
    isPaused = false;
  }

  @Override
  public void stop() {
    isPaused = false;
    giveUpNext();
    finish(leaving, new Ending.Stopped());
    finish(current, new Ending.Stopped());
    leaving = null;
    current = null;
  }

  @Override
  public void setVolume(double volume) {
    this.volume = volume;
  }

  @Override
  public void reconfigure(PlaybackSettings settings) {}

  @Override
  public PlayerState state() {
    throw new UnsupportedOperationException("The radio knows its own state");
  }

  @Override
  public long positionFrames() {
    return current == null ? 0 : current.position;
  }

  @Override
  public float level() {
    return 0;
  }

  @Override
  public long underruns() {
    return 0;
  }

  @Override
  public OutputStatus output() {
    return output;
  }

  @Override
  public CompletionStage<List<OutputDevice>> devices() {
    return CompletableFuture.completedFuture(devices);
  }

  @Override
  public CompletionStage<Boolean> selectDevice(Optional<String> name) {
    Optional<OutputDevice> wanted = name.flatMap(this::device);
    if (wanted.isPresent()) {
      chosenDevice = name;
      outputBecomes(status(wanted.get().name(), Optional.empty()));
    }
    return CompletableFuture.completedFuture(name.isEmpty() || wanted.isPresent());
  }

  @Override
  public Optional<String> chosenDevice() {
    return chosenDevice;
  }

  @Override
  public void close() {}

  private static OutputStatus status(String device, Optional<String> problem) {
    return new OutputStatus(device, SAMPLE_RATE, true, problem);
  }

  private Optional<OutputDevice> device(String name) {
    return devices.stream().filter(device -> device.isCalled(name)).findFirst();
  }

  private void outputBecomes(OutputStatus changed) {
    output = changed;
    news.add(listener -> listener.outputChanged(changed));
  }

  private void step(int frames) {
    if (isPaused) {
      return;
    }
    if (next != null && framesToJoin(next) <= 0) {
      join(next);
    }
    if (leaving != null) {
      leaving.fadeLeft -= frames;
      if (leaving.fadeLeft <= 0) {
        finish(leaving, new Ending.Replaced());
        leaving = null;
      }
    }
    if (current != null) {
      current.position += frames;
      if (current.position >= current.lengthFrames()) {
        finish(current, new Ending.Finished());
        current = null;
      }
    }
  }

  private long framesToJoin(Join join) {
    if (current == null) {
      return 0;
    }
    long frame = join.frame == AT_ITS_END ? current.lengthFrames() - fadeFrames(join) : join.frame;
    return frame - current.position;
  }

  private long fadeFrames(Join join) {
    return current == null
        ? 0
        : CrossfadeLength.frames(join.fade, current.lengthFrames(), join.deck.lengthFrames());
  }

  private void join(Join join) {
    next = null;
    PcmSource source = join.deck.source;
    try {
      if (source.read(new float[2 * 64], 64) == PcmSource.OVER) {
        finish(join.deck, new Ending.Finished());
        return;
      }
    } catch (IOException e) {
      finish(join.deck, new Ending.Failed(String.valueOf(e.getMessage())));
      return;
    }
    long fade = fadeFrames(join);
    fades.add(fade == 0 ? "cut" : "fade " + fade * 1_000 / SAMPLE_RATE);
    finish(leaving, new Ending.Replaced());
    leaving = current;
    if (leaving != null) {
      leaving.fadeLeft = fade;
    }
    current = join.deck;
    news.add(listener -> listener.started(source));
  }

  private void giveUpNext() {
    if (next != null) {
      finish(next.deck, new Ending.Replaced());
      next = null;
    }
  }

  private void finish(@Nullable Deck deck, Ending ending) {
    if (deck != null) {
      deck.source.close();
      news.add(listener -> listener.ended(deck.source, ending));
    }
  }
}
