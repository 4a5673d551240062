package lofi.editor;

import java.util.List;
import java.util.Map;
import lofi.playback.output.OutputDevice;

/// Something that went wrong and that the user can meet.
///
/// @param code one of the names in `:help lofi-errors`
/// @param message what happened, without a full stop
/// @param advice what to do next, as a full sentence
/// @param data what it is about, by name: `track_id`
record Problem(String code, String message, String advice, Map<String, Object> data) {
  static final String INVALID_REQUEST = "INVALID_REQUEST";
  static final String INVALID_TRACK_ID = "INVALID_TRACK_ID";
  static final String METHOD_NOT_FOUND = "METHOD_NOT_FOUND";
  static final String GENERATION_IN_PROGRESS = "GENERATION_IN_PROGRESS";
  static final String MODEL_NOT_FOUND = "MODEL_NOT_FOUND";
  static final String MODEL_LOAD_FAILED = "MODEL_LOAD_FAILED";
  static final String AUDIO_DEVICE_ERROR = "AUDIO_DEVICE_ERROR";
  static final String AUDIO_PLAYBACK_ERROR = "AUDIO_PLAYBACK_ERROR";
  static final String CACHE_WRITE_ERROR = "CACHE_WRITE_ERROR";
  static final String LAME_NOT_FOUND = "LAME_NOT_FOUND";

  Problem {
    data = Map.copyOf(data);
  }

  Problem(String code, String message, String advice) {
    this(code, message, advice, Map.of());
  }

  static Problem invalidRequest(String message, String advice) {
    return new Problem(INVALID_REQUEST, message, advice);
  }

  static Problem noSuchTrack(String id) {
    return new Problem(
        INVALID_TRACK_ID,
        "There is no track \"" + id + "\"",
        "See :Lofi list for the tracks that there are.",
        Map.of("track_id", id));
  }

  /// The contract's own words for it.
  static Problem generationInProgress(String trackId) {
    return new Problem(
        GENERATION_IN_PROGRESS,
        "Cannot cancel active generation",
        ":Lofi! cancel " + trackId + " ends it at once.",
        Map.of("track_id", trackId));
  }

  static Problem stillBeingMade(String trackId) {
    return new Problem(
        GENERATION_IN_PROGRESS,
        "Track \"" + trackId + "\" is still being made",
        "Wait until it is ready, or end it with :Lofi! cancel " + trackId + ".",
        Map.of("track_id", trackId));
  }

  static Problem unreadable(String trackId) {
    return new Problem(
        AUDIO_PLAYBACK_ERROR,
        "The file of track \"" + trackId + "\" cannot be read",
        "Delete it in :Lofi list, and make it again.",
        Map.of("track_id", trackId));
  }

  static Problem noSuchDevice(String name, List<OutputDevice> devices) {
    String names = String.join(", ", devices.stream().map(OutputDevice::name).toList());
    return new Problem(
        AUDIO_DEVICE_ERROR,
        "There is no sound device \"" + name + "\"",
        names.isEmpty() ? "None was found." : "There are: " + names + ".");
  }

  /// @param sentence what is wrong with the sound and what helps, in the player's words
  static Problem ofOutput(String sentence) {
    return new Problem(AUDIO_DEVICE_ERROR, sentence, "");
  }

  static Problem lameNotFound() {
    return new Problem(
        LAME_NOT_FOUND,
        "The program lame is not installed, so tracks are kept as WAV",
        "Install it for far smaller files, or set audio.format = \"wav\".");
  }

  static Problem notQueued(String trackId) {
    return new Problem(
        INVALID_TRACK_ID,
        "No track \"" + trackId + "\" waits to be made",
        "See :Lofi queue for those that do.",
        Map.of("track_id", trackId));
  }

  static Problem noSuchMethod(String method) {
    return new Problem(
        METHOD_NOT_FOUND,
        "There is no method \"" + method + "\"",
        "See :help lofi-api for the methods that there are.");
  }
}
