package lofi.weights;

/// Hears how an installation goes on, and may end it. What has been fetched is kept.
public interface InstallProgress {
  /// @param file the file that is being fetched
  void fetched(String file, long bytesDone, long bytesTotal);

  boolean isCancelled();
}
