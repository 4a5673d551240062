package lofi.editor;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import lofi.generation.Cancellation;
import lofi.generation.GenerationQueue;
import lofi.generation.QueueStatus;
import lofi.library.TrackId;

/// `:Lofi cancel [track_id]`: takes a track out of the queue, without an id the one that was asked
/// for last. With a bang also the one that is being made.
public final class CancelCommand implements Command {
  private final GenerationQueue queue;
  private final UserMessages messages;

  @Inject
  CancelCommand(GenerationQueue queue, UserMessages messages) {
    this.queue = queue;
    this.messages = messages;
  }

  @Override
  public String name() {
    return "cancel";
  }

  @Override
  public void run(Arguments arguments) {
    arguments.atMost(1, name());
    Optional<TrackId> wanted =
        arguments.first().isPresent()
            ? arguments.first().map(Params::trackId)
            : lastAskedFor(queue.status());
    wanted.ifPresentOrElse(
        id -> cancel(id, arguments.isForced()), () -> messages.tell("Nothing is being made"));
  }

  void cancel(TrackId id, boolean force) {
    switch (queue.cancel(id, force)) {
      case Cancellation.Accepted _ -> messages.tell("Track %s is cancelled".formatted(id));
      case Cancellation.InProgress _ -> messages.tell(Problem.generationInProgress(id.hex()));
      case Cancellation.NotQueued _ -> messages.tell(Problem.notQueued(id.hex()));
    }
  }

  private static Optional<TrackId> lastAskedFor(QueueStatus status) {
    List<QueueStatus.Pending> pending = status.pending();
    return pending.isEmpty()
        ? status.current().map(QueueStatus.Active::trackId)
        : Optional.of(pending.getLast().trackId());
  }
}
