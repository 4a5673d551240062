package lofi.musicgen.convert;

import java.util.concurrent.CancellationException;

/// Hears how far a conversion is, and can end it.
public interface ConversionProgress {
  /// `done` of `total` parts are written.
  void step(int done, int total);

  /// Asked often; a conversion that is cancelled leaves nothing behind.
  boolean isCancelled();

  default void stopIfCancelled() {
    if (isCancelled()) {
      throw new CancellationException("The conversion was cancelled");
    }
  }

  /// For conversions that nobody watches.
  ConversionProgress SILENT =
      new ConversionProgress() {
        @Override
        public void step(int done, int total) {}

        @Override
        public boolean isCancelled() {
          return Thread.currentThread().isInterrupted();
        }
      };
}
