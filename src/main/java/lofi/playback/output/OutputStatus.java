package lofi.playback.output;

import java.util.Optional;

/// Where the sound goes.
///
/// @param device the device as its owner would call it
/// @param sampleRate audio frames a second of the device, or of the mixer where it is not known
/// @param isReal false when the music runs on in silence, because there is no device
/// @param problem one sentence on what is wrong and one on what helps
public record OutputStatus(
    String device, int sampleRate, boolean isReal, Optional<String> problem) {}
