package lofi.music;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import lofi.generation.Stem;

/// Which way the faders stood from which audio frame on, so that what was played can be played
/// again.
final class FaderLog {
  private record Move(long audioFrame, Map<Stem, Float> gains) {}

  /// In order; written by the one who renders, copied by any thread.
  private final List<Move> moves;

  private FaderLog(List<Move> moves) {
    this.moves = new CopyOnWriteArrayList<>(moves);
  }

  static FaderLog empty() {
    return new FaderLog(List.of());
  }

  /// What happened before `audioFrame`.
  FaderLog before(long audioFrame) {
    return new FaderLog(moves.stream().filter(move -> move.audioFrame < audioFrame).toList());
  }

  void note(long audioFrame, Map<Stem, Float> gains) {
    moves.add(new Move(audioFrame, gains));
  }

  /// How the faders stood at `audioFrame`.
  Map<Stem, Float> at(long audioFrame) {
    Map<Stem, Float> gains = Map.of();
    for (Move move : moves) {
      if (move.audioFrame <= audioFrame) {
        gains = move.gains;
      }
    }
    return gains;
  }
}
