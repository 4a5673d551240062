package lofi.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lofi.audio.BeatGrid;
import lofi.json.Json;
import lofi.json.MalformedJsonException;

/// The JSON file beside a track's audio: all that was asked for, and what came out.
///
/// A track counts as whole when its sidecar can be read and the audio has the size it names.
final class Sidecar {
  private static final int LARGEST_BYTES = 64 * 1024;

  private Sidecar() {}

  static String name(TrackId id) {
    return id + ".json";
  }

  static String text(Track track) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("track_id", track.id().hex());
    fields.put("prompt", track.prompt());
    fields.put("seed", track.seed());
    fields.put("duration_sec", track.recipe().durationSec());
    fields.put("model_version", track.modelVersion());
    fields.put("created_at", track.createdAt().toString());
    fields.put("format", track.format().extension());
    fields.put("bytes", track.bytes());
    fields.put("sample_rate", track.sampleRate());
    fields.put("channels", track.channels());
    fields.put("length_frames", track.lengthFrames());
    fields.put("tokens", track.tokens());
    fields.put("generation_time_sec", track.generationSec());
    fields.put("rms_db", track.rmsDb());
    track.music().ifPresent(music -> putMusic(fields, music));
    fields.put("style", new TreeMap<>(track.style()));
    return Json.write(fields) + "\n";
  }

  private static void putMusic(Map<String, Object> fields, Track.Music music) {
    fields.put("bpm", music.bpm());
    fields.put("key", music.key());
    fields.put("bar_frames", music.beatGrid().framesPerBar());
    fields.put("first_bar_frame", music.beatGrid().firstBarFrame());
  }

  /// The track of that id; nothing when there is none, or one that is not whole.
  static Optional<Track> read(Path folder, TrackId id) {
    return describing(folder, id).filter(Sidecar::isWhole);
  }

  /// Whether there is a sidecar of ours for that id, and no audio beside it.
  static boolean isAlone(Path folder, TrackId id) {
    return describing(folder, id).filter(track -> Files.notExists(track.path())).isPresent();
  }

  /// The track that the sidecar speaks of, whether or not there is one.
  private static Optional<Track> describing(Path folder, TrackId id) {
    Path file = folder.resolve(name(id));
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_BYTES) {
        return Optional.empty();
      }
      Track track = parse(new String(Files.readAllBytes(file), UTF_8), folder);
      return track.id().equals(id) && track.recipe().trackId().equals(id)
          ? Optional.of(track)
          : Optional.empty();
    } catch (IOException
        | MalformedJsonException
        | IllegalArgumentException
        | DateTimeException e) {
      return Optional.empty();
    }
  }

  /// @param folder where the audio lies; a sidecar cannot point anywhere else
  static Track parse(String text, Path folder) throws MalformedJsonException {
    Fields fields = new Fields(Json.readObject(text));
    Recipe recipe =
        new Recipe(
            fields.text("prompt"),
            fields.integer("seed"),
            fields.number("duration_sec"),
            fields.text("model_version"));
    TrackId id = new TrackId(fields.text("track_id"));
    Track.Format format = fields.format();
    return new Track(
        id,
        recipe,
        Instant.parse(fields.text("created_at")),
        folder.resolve(id.hex() + "." + format.extension()),
        fields.atLeast(1, "bytes"),
        format,
        (int) fields.atLeast(1, "sample_rate"),
        (int) fields.atLeast(1, "channels"),
        fields.atLeast(1, "length_frames"),
        (int) fields.atLeast(0, "tokens"),
        fields.number("generation_time_sec"),
        fields.number("rms_db"),
        fields.music(),
        fields.style());
  }

  private static boolean isWhole(Track track) {
    try {
      return Files.isRegularFile(track.path()) && Files.size(track.path()) == track.bytes();
    } catch (IOException e) {
      return false;
    }
  }

  /// The members of one sidecar, each with the type that it must have.
  private record Fields(Map<String, Object> members) {
    String text(String name) throws MalformedJsonException {
      return get(name, String.class);
    }

    long integer(String name) throws MalformedJsonException {
      return get(name, Long.class);
    }

    double number(String name) throws MalformedJsonException {
      return get(name, Number.class).doubleValue();
    }

    long atLeast(int least, String name) throws MalformedJsonException {
      long value = integer(name);
      if (value < least || value > Integer.MAX_VALUE) {
        throw new MalformedJsonException(name + " is out of range");
      }
      return value;
    }

    Track.Format format() throws MalformedJsonException {
      String extension = text("format");
      for (Track.Format format : Track.Format.values()) {
        if (format.extension().equals(extension)) {
          return format;
        }
      }
      throw new MalformedJsonException("No such format: " + extension);
    }

    Optional<Track.Music> music() throws MalformedJsonException {
      if (!members.containsKey("bpm")) {
        return Optional.empty();
      }
      BeatGrid beatGrid = new BeatGrid(number("bar_frames"), integer("first_bar_frame"));
      return Optional.of(new Track.Music(number("bpm"), text("key"), beatGrid));
    }

    @SuppressWarnings("unchecked") // The JSON reader makes maps with text keys only.
    Map<String, Object> style() throws MalformedJsonException {
      return get("style", Map.class);
    }

    private <T> T get(String name, Class<T> type) throws MalformedJsonException {
      Object value = members.get(name);
      if (!type.isInstance(value)) {
        throw new MalformedJsonException("Expected a " + type.getSimpleName() + " as " + name);
      }
      return type.cast(value);
    }
  }
}
