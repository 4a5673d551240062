package lofi.music;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import lofi.generation.Stem;

/// Which way the faders stood from which frame on, so that what was played can be played again.
final class FaderLog {
  private record Move(long frame, Map<Stem, Float> gains) {}

  /// In order; written by the one who renders, copied by any thread.
  private final List<Move> moves;

  private FaderLog(List<Move> moves) {
    this.moves = new CopyOnWriteArrayList<>(moves);
  }

  static FaderLog empty() {
    return new FaderLog(List.of());
  }

  /// What happened before `frame`.
  FaderLog before(long frame) {
    return new FaderLog(moves.stream().filter(move -> move.frame < frame).toList());
  }

  void note(long frame, Map<Stem, Float> gains) {
    moves.add(new Move(frame, gains));
  }

  /// How the faders stood at `frame`.
  Map<Stem, Float> at(long frame) {
    Map<Stem, Float> gains = Map.of();
    for (Move move : moves) {
      if (move.frame <= frame) {
        gains = move.gains;
      }
    }
    return gains;
  }
}
