package lofi.generation;

import lofi.audio.LiveSource;
import lofi.library.Track;

/// Plays tracks that were made here once more from their recipes, so that their mix can be changed.
public interface TrackReplayer {
  /// A song of a stream carries its number in its style under this name; a recipe alone does not
  /// lead to it.
  String SONG = "song";

  /// Whether the track was made here, by this version or another, and so has its colour already.
  boolean isOwn(Track track);

  /// Whether the track would come out as it was made.
  boolean canReplay(Track track);

  /// Opens the track from its recipe; with every fader at 1 it is the same sound as in its file.
  LiveSource replay(Track track, StemGains faders);
}
