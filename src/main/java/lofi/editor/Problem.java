package lofi.editor;

/// Something that went wrong and that the user can meet.
///
/// @param code one of the names in `:help lofi-errors`
/// @param message what happened, without a full stop
/// @param advice what to do next, as a full sentence
record Problem(String code, String message, String advice) {
  static Problem invalidRequest(String message, String advice) {
    return new Problem("INVALID_REQUEST", message, advice);
  }

  static Problem noSuchTrack(String id) {
    return new Problem(
        "INVALID_TRACK_ID",
        "There is no track \"" + id + "\"",
        "See :Lofi list for the tracks that there are.");
  }

  /// Both sentences, as a person reads them.
  String sentence() {
    return message + ". " + advice;
  }
}
