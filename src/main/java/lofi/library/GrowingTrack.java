package lofi.library;

import lofi.audio.PcmSource;

/// A track that is still being made, of which so much is there that it can be played.
public final class GrowingTrack {
  private final GrowingAudio audio;

  GrowingTrack(GrowingAudio audio) {
    this.audio = audio;
  }

  /// The track as it will be, as far as that is known.
  public Track track() {
    return audio.expected();
  }

  PcmSource source() {
    return audio.source();
  }
}
