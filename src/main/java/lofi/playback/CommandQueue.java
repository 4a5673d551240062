package lofi.playback;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import lofi.audio.RealTime;
import org.jspecify.annotations.Nullable;

/// What `lofi-control` wants of the mixer, in order; neither side ever waits for the other.
final class CommandQueue {
  /// One wish, without a state of its own.
  interface Command {
    @RealTime
    void applyTo(Mixer mixer);
  }

  private static final int CAPACITY = 64;

  private final AtomicReferenceArray<@Nullable Command> ring = new AtomicReferenceArray<>(CAPACITY);

  private final AtomicLong taken = new AtomicLong();

  /// Both belong to `lofi-control`. The backlog fills only while the device hangs.
  private long sent;

  private final Queue<Command> backlog = new ArrayDeque<>();

  void send(Command command) {
    backlog.add(command);
    sendBacklog();
  }

  /// Passes on what found no room before.
  void sendBacklog() {
    while (!backlog.isEmpty() && sent - taken.getAcquire() < CAPACITY) {
      ring.setRelease((int) (sent % CAPACITY), backlog.remove());
      sent++;
    }
  }

  /// Does everything that was sent until now.
  @RealTime
  void applyTo(Mixer mixer) {
    for (Command command = take(); command != null; command = take()) {
      command.applyTo(mixer);
    }
  }

  @RealTime
  private @Nullable Command take() {
    int place = (int) (taken.getPlain() % CAPACITY);
    Command command = ring.getAcquire(place);
    if (command != null) {
      ring.setRelease(place, null);
      taken.setRelease(taken.getPlain() + 1);
    }
    return command;
  }
}
