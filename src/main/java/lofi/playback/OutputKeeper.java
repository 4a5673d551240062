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
import lofi.playback.output.AudioOutput;
import lofi.playback.output.OutputDevice;
import lofi.playback.output.OutputStatus;
import lofi.playback.output.SoundSystem;
import lofi.playback.output.SoundSystem.Opening;
import org.jspecify.annotations.Nullable;

/// The duty of `lofi-output`: everything about the device that may take time.
///
/// It opens the device when music needs it, puts the stand-in there while there is none and tries
/// again every few seconds, notices when a chosen device or a headset is carried away, and closes
/// the device when nothing has played for a while. It also carries news from `lofi-audio`, which
/// may not post any, to `lofi-control`.
final class OutputKeeper implements Runnable {
  /// Told on `lofi-control`.
  interface Listener {
    /// Decks may have begun or ended.
    void decksMoved();

    void outputChanged(OutputStatus status);

    /// A chosen device or a headset is not there any more.
    void deviceCarriedAway(OutputDevice device);
  }

  private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long WATCH_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long CLOSE_WATCH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final SoundSystem sounds;
  private final OutputSlot slot;
  private final Executor control;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  /// Set by `lofi-audio` and others, cleared here.
  private final AtomicBoolean hasNews = new AtomicBoolean();

  private final AtomicBoolean isWanted = new AtomicBoolean();
  private volatile @Nullable Thread thread;
  private volatile boolean isClosed;

  /// From here on everything belongs to `lofi-output`.
  private @Nullable AudioLoop loop;

  private @Nullable Listener listener;
  private Optional<String> wantedDevice;
  private int bufferMillis;
  private @Nullable AudioOutput real;
  private @Nullable OutputStatus toldStatus;
  private Optional<OutputDevice> watched = Optional.empty();
  private long lastStepNanos;
  private long nextLookNanos;
  private long restingSinceNanos = Long.MAX_VALUE;

  OutputKeeper(SoundSystem sounds, OutputSlot slot, Executor control, PlaybackSettings settings) {
    this.sounds = sounds;
    this.slot = slot;
    this.control = control;
    this.wantedDevice = settings.device();
    this.bufferMillis = settings.bufferMillis();
  }

  /// Makes the two that need each other known; before the thread starts.
  void serve(AudioLoop servedLoop, Listener servedListener) {
    loop = servedLoop;
    listener = servedListener;
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    while (!isClosed) {
      step(System.nanoTime());
      LockSupport.parkNanos(this, napNanos(System.nanoTime()));
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
    var answer = new CompletableFuture<List<OutputDevice>>();
    submit(() -> {
      List<OutputDevice> devices = sounds.devices();
      control.execute(() -> answer.complete(devices));
    });
    return answer;
  }

  CompletableFuture<Boolean> select(Optional<String> deviceName) {
    var answer = new CompletableFuture<Boolean>();
    submit(() -> {
      boolean isThere = selectNow(deviceName);
      control.execute(() -> answer.complete(isThere));
    });
    return answer;
  }

  /// Does what is due.
  void step(long nowNanos) {
    lastStepNanos = nowNanos;
    runTasks();
    if (hasNews.getAndSet(false)) {
      tell(Listener::decksMoved);
    }
    leaveLostDevice(nowNanos);
    openIfNeeded(nowNanos);
    lookAround(nowNanos);
    closeWhenIdle(nowNanos);
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

  private void wakeLoop() {
    if (loop != null) {
      loop.wake();
    }
  }

  private boolean isResting() {
    return loop == null || loop.isResting();
  }

  private void leaveLostDevice(long nowNanos) {
    if (real != null && slot.isStandIn()) {
      closeReal();
      watched = Optional.empty();
      nextLookNanos = nowNanos;
    }
  }

  private void openIfNeeded(long nowNanos) {
    boolean isAsked = isWanted.getAndSet(false) || !isResting();
    if (isAsked && slot.current() == null) {
      tryToOpen(nowNanos);
    }
  }

  private void tryToOpen(long nowNanos) {
    switch (sounds.open(wantedDevice, bufferMillis)) {
      case Opening.Opened(var output, var status) -> begin(output, status);
      case Opening.Refused(var status) -> doWithout(status);
    }
    nextLookNanos = nowNanos + lookNanos();
    wakeLoop();
  }

  private void begin(AudioOutput output, OutputStatus status) {
    real = output;
    slot.put(output);
    wakeLoop();
    restingSinceNanos = Long.MAX_VALUE;
    watched = sounds.reached();
    tellStatus(watched.map(device -> statusOf(device, status)).orElse(status));
  }

  private void doWithout(OutputStatus status) {
    slot.putStandIn();
    tellStatus(status);
  }

  private static OutputStatus statusOf(OutputDevice device, OutputStatus opened) {
    return new OutputStatus(device.name(), device.sampleRate(), true, opened.problem());
  }

  /// Tries again while there is no device, and watches the one that is there.
  private void lookAround(long nowNanos) {
    if (nowNanos - nextLookNanos < 0 || isResting()) {
      return;
    }
    if (real == null && slot.isStandIn()) {
      tryToOpen(nowNanos);
    } else {
      watched.ifPresent(this::watch);
    }
    nextLookNanos = nowNanos + lookNanos();
  }

  /// The sound server moves what sounds elsewhere when a device goes, and tells nobody.
  private void watch(OutputDevice before) {
    Optional<OutputDevice> now = sounds.reached();
    if (now.equals(watched)) {
      return;
    }
    watched = now;
    if (now.isPresent() && isDear(before) && isGone(before)) {
      tell(l -> l.deviceCarriedAway(before));
    }
    now.ifPresent(device -> tellStatus(statusOf(device, noProblem())));
  }

  private boolean isDear(OutputDevice device) {
    return device.isPortable() || wantedDevice.isPresent();
  }

  private boolean isGone(OutputDevice device) {
    return sounds.devices().stream()
        .noneMatch(d -> d.id().equals(device.id()) && d.isPortable() == device.isPortable());
  }

  private boolean selectNow(Optional<String> deviceName) {
    Optional<OutputDevice> device =
        sounds.devices().stream()
            .filter(d -> deviceName.map(d::isCalled).orElse(d.isDefault()))
            .findFirst();
    if (device.isEmpty() && deviceName.isPresent()) {
      return false;
    }
    wantedDevice = deviceName;
    if (real != null) {
      device.ifPresent(this::moveTo);
      nextLookNanos = lastStepNanos + lookNanos();
    }
    return true;
  }

  private void moveTo(OutputDevice device) {
    if (sounds.move(device)) {
      watched = Optional.of(device);
      tellStatus(statusOf(device, noProblem()));
    } else {
      closeReal();
      slot.empty();
      isWanted.set(true);
    }
  }

  private static OutputStatus noProblem() {
    return new OutputStatus("", Player.SAMPLE_RATE, true, Optional.empty());
  }

  private void closeWhenIdle(long nowNanos) {
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

  private long lookNanos() {
    if (real == null) {
      return PROBE_NANOS;
    }
    return watched.filter(this::isDear).isPresent() ? CLOSE_WATCH_NANOS : WATCH_NANOS;
  }

  private long napNanos(long nowNanos) {
    if (slot.current() == null) {
      return Long.MAX_VALUE;
    }
    if (isResting()) {
      return IDLE_NANOS;
    }
    return Math.max(1, nextLookNanos - nowNanos);
  }

  private void tellStatus(OutputStatus status) {
    if (!status.equals(toldStatus)) {
      toldStatus = status;
      tell(l -> l.outputChanged(status));
    }
  }

  private void tell(Consumer<Listener> news) {
    Listener told = listener;
    if (told != null) {
      control.execute(() -> news.accept(told));
    }
  }
}
