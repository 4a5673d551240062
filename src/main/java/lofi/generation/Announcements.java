package lofi.generation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/// Tells events to listeners, one event after the other.
///
/// A listener that reacts may cause the next event. It is told only after everybody has heard the
/// first, so all hear the same order. Belongs to one thread.
public final class Announcements<E> {
  private final List<Consumer<? super E>> listeners = new ArrayList<>();
  private final Queue<E> untold = new ArrayDeque<>();
  private boolean isTelling;

  public void addListener(Consumer<? super E> listener) {
    listeners.add(listener);
  }

  public void tell(E event) {
    untold.add(event);
    if (!isTelling) {
      isTelling = true;
      try {
        tellAll();
      } finally {
        isTelling = false;
      }
    }
  }

  private void tellAll() {
    for (E event = untold.poll(); event != null; event = untold.poll()) {
      for (Consumer<? super E> listener : listeners) {
        listener.accept(event);
      }
    }
  }
}
