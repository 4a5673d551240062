package lofi.generation;

/// What went wrong, by the names that users and scripts see.
public enum ErrorCode {
  /// An argument is out of range.
  INVALID_REQUEST,
  INVALID_TRACK_ID,
  MODEL_NOT_FOUND,
  MODEL_LOAD_FAILED,
  MODEL_INFERENCE_FAILED,
  CACHE_WRITE_ERROR,
  AUDIO_DEVICE_ERROR,
  AUDIO_PLAYBACK_ERROR
}
