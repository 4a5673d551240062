package lofi.generation;

/// Why a track could not be made, by the names that users and scripts see.
public enum ErrorCode {
  INVALID_REQUEST,
  MODEL_NOT_FOUND,
  MODEL_LOAD_FAILED,
  MODEL_INFERENCE_FAILED,
  CACHE_WRITE_ERROR
}
