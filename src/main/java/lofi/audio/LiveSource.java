package lofi.audio;

/// A source whose sound is changed by others while it plays, as by the faders of a mix.
///
/// What is read ahead of the ear does not know of a change yet. Whoever reads may have it made anew
/// from any frame on.
public interface LiveSource extends PcmSource {
  /// Grows with each change; safe from any thread.
  int revision();

  /// The same piece from `audioFrame` on, with every change so far in force from there.
  ///
  /// It may compute for a second or more, on whichever thread calls, while this source is read on.
  /// What it gives is read and closed like any source, and goes on living.
  ///
  /// @param audioFrame one that was read already, or the next
  LiveSource changedFrom(long audioFrame);
}
