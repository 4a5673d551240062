package lofi.music.mix;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import lofi.music.compose.DrumLane;
import lofi.music.compose.Part;

/// A bus for each player, and one more for the drums that the room should hear.
final class Buses {
  private final Map<Part, StereoBlock> parts = new EnumMap<>(Part.class);
  private final StereoBlock roomDrums = new StereoBlock();
  private final StereoBlock[] all;

  Buses() {
    for (Part part : Part.values()) {
      parts.put(part, new StereoBlock());
    }
    all = parts.values().toArray(new StereoBlock[0]);
  }

  StereoBlock of(Part part) {
    return Objects.requireNonNull(parts.get(part));
  }

  StereoBlock roomDrums() {
    return roomDrums;
  }

  StereoBlock ofDrum(DrumLane lane) {
    return switch (lane) {
      case SNARE, RIM, CLAP, PERC -> roomDrums;
      case KICK, HAT, OPEN, RIDE, SHAKER -> of(Part.DRUMS);
    };
  }

  void clear() {
    for (StereoBlock bus : all) {
      bus.clear();
    }
    roomDrums.clear();
  }
}
