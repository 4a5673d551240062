package lofi.generation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lofi.generation.GenerationRequest.Priority;
import lofi.library.TrackId;
import org.jspecify.annotations.Nullable;

/// The tracks that wait to be made: those of high priority first, each kind in order of arrival.
final class WaitingLine {
  private final List<Job> jobs = new ArrayList<>();

  /// Takes the job in. One that waits already stays where it is, or moves up with a higher
  /// priority.
  void add(Job job) {
    Optional<Job> same = find(job.request().trackId());
    if (same.isEmpty() || (isUrgent(job) && !isUrgent(same.get()))) {
      same.ifPresent(jobs::remove);
      jobs.add(isUrgent(job) ? urgentJobs() : jobs.size(), job);
    }
  }

  Optional<Job> find(TrackId id) {
    return jobs.stream().filter(job -> job.request().trackId().equals(id)).findFirst();
  }

  /// How many go first.
  int ahead(TrackId id) {
    return find(id).map(jobs::indexOf).orElse(jobs.size());
  }

  /// @param place from 0; beyond the end means the end
  void move(Job job, int place) {
    if (jobs.remove(job)) {
      jobs.add(Math.clamp(place, 0, jobs.size()), job);
    }
  }

  void remove(Job job) {
    jobs.remove(job);
  }

  @Nullable Job takeFirst() {
    return jobs.isEmpty() ? null : jobs.removeFirst();
  }

  List<Job> takeAll() {
    List<Job> all = List.copyOf(jobs);
    jobs.clear();
    return all;
  }

  List<Job> all() {
    return List.copyOf(jobs);
  }

  int size() {
    return jobs.size();
  }

  private int urgentJobs() {
    return (int) jobs.stream().filter(WaitingLine::isUrgent).count();
  }

  private static boolean isUrgent(Job job) {
    return job.request().priority() == Priority.HIGH;
  }
}
