package lofi.contract;

import java.util.Map;

/// A notification.
public record Told(String event, Map<String, Object> data) {
  boolean isAbout(String subject) {
    return event.startsWith(subject);
  }
}
