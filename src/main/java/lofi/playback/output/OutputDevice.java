package lofi.playback.output;

/// A sound device that the user can choose by name.
///
/// @param name what people call it, such as "Built-in Audio"
/// @param id what the sound server calls it
/// @param isPortable whether it is a headset or the like, which can be carried away
public record OutputDevice(
    String name, String id, boolean isDefault, int sampleRate, boolean isPortable) {

  /// Whether that is what a user or the sound server calls it.
  public boolean isCalled(String other) {
    return name.equalsIgnoreCase(other) || id.equals(other);
  }
}
