package lofi.rpc;

import java.util.concurrent.Executor;

/// An executor that runs one task at a time, in the order in which they came, and that a thread may
/// enter itself while it is empty.
///
/// Waking another thread takes longer than most answers do. So the thread that has just read a
/// question enters, answers and leaves, and only when somebody is inside already does the task wait
/// for its turn.
public interface Lane extends Executor {
  /// Enters if nobody is inside and no task waits. Who gets true runs one task on its own thread
  /// and then calls `leave`; tasks that come meanwhile wait.
  boolean enterIfEmpty();

  /// Lets the next one in; called by the thread that entered.
  void leave();

  /// A lane that nobody can enter: every task goes to `executor`.
  static Lane closed(Executor executor) {
    return new Lane() {
      @Override
      public boolean enterIfEmpty() {
        return false;
      }

      @Override
      public void leave() {
        throw new IllegalStateException("Nobody has entered");
      }

      @Override
      public void execute(Runnable task) {
        executor.execute(task);
      }
    };
  }
}
