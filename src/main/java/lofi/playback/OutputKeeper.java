package lofi.playback;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lofi.playback.output.AudioOutput;
import lofi.playback.output.OutputDevice;
import lofi.playback.output.OutputStatus;
import lofi.playback.output.SoundSystem;
import lofi.playback.output.SoundSystem.Opening;
import org.jspecify.annotations.Nullable;

/// The duty of `lofi-output`: everything about the device that may take time.
///
/// It opens the device when music needs it, puts the stand-in there while there is none and tries
/// again every few seconds, and closes the device when nothing has played for a while. It also
/// carries news from `lofi-audio`, which may not post any, to `lofi-control`.
final class OutputKeeper implements Runnable {
  /// Told on `lofi-control`.
  interface Listener {
    /// Decks may have begun or ended.
    void decksMoved();

    void outputChanged(OutputStatus status);

    /// A chosen device or a headset is not there any more.
    void deviceCarriedAway();
  }

  private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long WATCH_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long CLOSE_WATCH_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final SoundSystem sounds;
  private final OutputSlot slot;
  private final Executor control;

  /// Filled by any thread, emptied here.
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean hasNews = new AtomicBoolean();
  private final AtomicBoolean isWanted = new AtomicBoolean();
  private volatile @Nullable Thread thread;
  private volatile boolean isClosed;

  /// Set once, before the thread starts.
  private @Nullable AudioLoop loop;

  private @Nullable Listener listener;

  /// From here on everything belongs to `lofi-output`.
  private final DeviceWatch watch;

  private int bufferMillis;
  private @Nullable AudioOutput real;
  private @Nullable OutputStatus toldStatus;

  /// What was wrong when the device was opened; it stays true until another is chosen.
  private Optional<String> problem = Optional.empty();

  private long nowNanos;
  private long nextLookNanos;
  private long restingSinceNanos = Long.MAX_VALUE;

  OutputKeeper(SoundSystem sounds, OutputSlot slot, Executor control, PlaybackSettings settings) {
    this.sounds = sounds;
    this.slot = slot;
    this.control = control;
    this.watch = new DeviceWatch(sounds, settings.device());
    this.bufferMillis = settings.bufferMillis();
  }

  /// Makes those known that need the keeper themselves.
  void serve(AudioLoop servedLoop, Listener servedListener) {
    loop = servedLoop;
    listener = servedListener;
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    while (!isClosed) {
      step(System.nanoTime());
      if (!hasNews.get() && tasks.isEmpty() && !isWanted.get()) {
        LockSupport.parkNanos(this, napNanos(System.nanoTime()));
      }
    }
    closeReal();
  }

  /// Says that somebody should look; `lofi-audio` may call it.
  void wake() {
    hasNews.set(true);
    LockSupport.unpark(thread);
  }

  /// Opens the device already, because music will be there in a moment.
  void open() {
    isWanted.set(true);
    LockSupport.unpark(thread);
  }

  void close() {
    isClosed = true;
    LockSupport.unpark(thread);
  }

  void setBuffer(int millis) {
    submit(() -> bufferMillis = millis);
  }

  CompletableFuture<List<OutputDevice>> devices() {
    return ask(sounds::devices);
  }

  CompletableFuture<Boolean> select(Optional<String> deviceName) {
    return ask(() -> selectNow(deviceName));
  }

  /// Does what is due.
  void step(long timeNanos) {
    nowNanos = timeNanos;
    if (hasNews.getAndSet(false)) {
      tell(Listener::decksMoved);
    }
    runTasks();
    leaveLostDevice();
    openIfNeeded();
    lookAround();
    closeWhenIdle();
  }

  private <T> CompletableFuture<T> ask(Supplier<T> question) {
    var answer = new CompletableFuture<T>();
    submit(() -> {
      T result = question.get();
      control.execute(() -> answer.complete(result));
    });
    return answer;
  }

  private void submit(Runnable task) {
    tasks.add(task);
    LockSupport.unpark(thread);
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void leaveLostDevice() {
    if (real != null && slot.isStandIn()) {
      closeReal();
      nextLookNanos = nowNanos;
    }
  }

  private void openIfNeeded() {
    boolean isAsked = isWanted.getAndSet(false) || !isResting();
    if (isAsked && slot.current() == null) {
      tryToOpen();
    }
  }

  private void tryToOpen() {
    Opening opening = sounds.open(watch.wanted(), bufferMillis);
    // No switch over types: a JVM's first one takes 16 ms, and somebody waits for the first sound.
    if (opening instanceof Opening.Opened(var output, var status, var device)) {
      watch.begin(device);
      begin(output, status);
    } else if (opening instanceof Opening.Refused(var status)) {
      doWithout(status);
    }
  }

  private void begin(AudioOutput output, OutputStatus status) {
    real = output;
    problem = status.problem();
    slot.put(output);
    wakeLoop();
    if (toldStatus == null || !toldStatus.isReal()) {
      tellStatus(status);
    }
    nextLookNanos = nowNanos + FIRST_LOOK_NANOS;
  }

  private void doWithout(OutputStatus status) {
    if (!slot.isStandIn()) {
      slot.putStandIn();
      wakeLoop();
    }
    tellStatus(status);
    nextLookNanos = nowNanos + PROBE_NANOS;
  }

  /// Tries again while there is no device, and watches the one that is there.
  private void lookAround() {
    if (nowNanos - nextLookNanos < 0 || isResting()) {
      return;
    }
    if (real == null) {
      tryToOpen();
    } else {
      lookAtDevice();
    }
  }

  private void lookAtDevice() {
    watch.look().ifPresent(_ -> tell(Listener::deviceCarriedAway));
    watch.heard().ifPresent(this::tellDevice);
    nextLookNanos = nowNanos + (watch.isDear() ? CLOSE_WATCH_NANOS : WATCH_NANOS);
  }

  private boolean selectNow(Optional<String> deviceName) {
    Optional<OutputDevice> device = watch.choose(deviceName);
    device.ifPresent(real == null ? this::expectOn : this::moveTo);
    return device.isPresent() || deviceName.isEmpty();
  }

  /// The next music goes there.
  private void expectOn(OutputDevice device) {
    problem = Optional.empty();
    tellDevice(device);
  }

  private void moveTo(OutputDevice device) {
    if (watch.move(device)) {
      problem = Optional.empty();
      tellDevice(device);
      nextLookNanos = nowNanos + CLOSE_WATCH_NANOS;
    } else {
      slot.empty();
      closeReal();
      isWanted.set(true);
    }
  }

  private void closeWhenIdle() {
    if (!isResting() || slot.current() == null) {
      restingSinceNanos = Long.MAX_VALUE;
    } else if (restingSinceNanos == Long.MAX_VALUE) {
      restingSinceNanos = nowNanos;
    } else if (nowNanos - restingSinceNanos >= IDLE_NANOS) {
      slot.empty();
      closeReal();
    }
  }

  private void closeReal() {
    if (real != null) {
      real.close();
      real = null;
    }
  }

  private long napNanos(long timeNanos) {
    if (slot.current() == null) {
      return Long.MAX_VALUE;
    }
    return isResting() ? IDLE_NANOS : Math.max(1, nextLookNanos - timeNanos);
  }

  private boolean isResting() {
    return loop == null || loop.isResting();
  }

  private void wakeLoop() {
    if (loop != null) {
      loop.wake();
    }
  }

  private void tellDevice(OutputDevice device) {
    tellStatus(new OutputStatus(device.name(), device.sampleRate(), true, problem));
  }

  private void tellStatus(OutputStatus status) {
    // To compare records for the first time takes a JVM 15 ms: not before the first sound.
    if (toldStatus == null || !status.equals(toldStatus)) {
      toldStatus = status;
      tell(told -> told.outputChanged(status));
    }
  }

  private void tell(Consumer<Listener> news) {
    Listener told = listener;
    if (told != null) {
      control.execute(() -> news.accept(told));
    }
  }
}
