package lofi.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import lofi.contract.Expected.Absent;
import lofi.contract.Expected.OneOf;
import lofi.contract.Expected.Unknown;
import org.jspecify.annotations.Nullable;

/// The document's state machine, small enough to be read beside the document.
///
/// A track id is a text where the document's formula gives it, and an `Unknown` where the host
/// draws a seed. All pieces last at least a minute, so that some bars never lead to the middle of
/// one.
public final class DocumentModel {
  public static final String DEFAULT_PROMPT = "mellow piano";
  public static final double DEFAULT_SEC = 24;
  public static final List<String> DEVICES = List.of("Built-in Output", "External Headphones");

  private static final int LONGEST_QUEUE = 32;
  private static final double SONG_SEC = 60;
  private static final double BARS_SEC = 4;
  private static final double BEFORE_THE_MIDDLE_SEC = 10;

  private enum Playback {
    STOPPED,
    PLAYING,
    PAUSED
  }

  /// A track that somebody wants.
  private record Wanted(Object id, Object prompt, double durationSec, boolean isUrgent) {}

  /// What is heard.
  private record Piece(Object id, Object prompt, double durationSec, boolean isSong) {}

  private final String modelVersion;
  private final boolean isNeural;

  private Playback playback = Playback.STOPPED;
  private @Nullable Piece heard;
  private double heardSec;
  private boolean streamWasStarted;
  private int songs;

  private final List<Object> playOrder = new ArrayList<>();
  private int next;
  private @Nullable Object impatient;

  private final SequencedMap<Object, Wanted> library = new LinkedHashMap<>();
  private @Nullable Wanted made;
  private boolean isCancelled;
  private final List<Wanted> waiting = new ArrayList<>();
  private final Set<Object> awaitedByUser = new HashSet<>();
  private int unknownTracks;

  private boolean prefetches;
  private String strategy = "same_prompt";
  private List<String> presets = List.of();
  private int presetsUsed;
  private boolean hasPrefetched;
  private @Nullable Object prefetching;
  private @Nullable Object prefetched;

  private double volume = 0.3;
  private String device = DEVICES.getFirst();
  private final List<Told> told = new ArrayList<>();

  /// @param isNeural whether a model makes the tracks, so that the stream is given some, too
  public DocumentModel(boolean isNeural) {
    this.isNeural = isNeural;
    this.modelVersion = isNeural ? "neural-v1" : "composer-v1";
  }

  /// Whether the step can happen now; calls always can.
  public boolean allows(Step step) {
    return switch (step) {
      case Step.Call _ -> true;
      case Step.TrackIsMade _, Step.TrackFails _ -> made != null;
      case Step.BarsAreHeard _ ->
          playback == Playback.PLAYING && heardSec + BARS_SEC <= BEFORE_THE_MIDDLE_SEC;
      case Step.PieceIsHeard _ -> playback == Playback.PLAYING;
    };
  }

  public Answer take(Step step) {
    try {
      return switch (step) {
        case Step.Call(var method, var params) -> new Answer.Result(call(method, params));
        case Step.TrackIsMade _ -> after(this::trackIsMade);
        case Step.TrackFails _ -> after(() -> trackIsNotMade("MODEL_INFERENCE_FAILED"));
        case Step.BarsAreHeard _ -> after(this::barsAreHeard);
        case Step.PieceIsHeard _ -> after(this::pieceIsHeard);
      };
    } catch (Refusal refusal) {
      return new Answer.Refused(refusal.reason);
    }
  }

  /// What the getters answer, by method.
  public Map<String, Map<String, Object>> state() {
    return Map.of(
        "status", status(),
        "queue_status", queueStatus(),
        "playlist_get", playlist(),
        "cache_list", cacheList());
  }

  /// The notifications of making tracks, or of playback.
  ///
  /// @param subject what their names begin with
  public List<Told> told(String subject) {
    return told.stream().filter(event -> event.isAbout(subject)).toList();
  }

  // What can be asked for next

  public List<Object> tracks() {
    return List.copyOf(library.keySet());
  }

  public List<Object> playOrder() {
    return List.copyOf(playOrder);
  }

  public List<Object> waiting() {
    return waiting.stream().map(Wanted::id).toList();
  }

  public Optional<Object> made() {
    return Optional.ofNullable(made).map(Wanted::id);
  }

  // The methods

  private Map<String, Object> call(String method, Map<String, Object> params) {
    return switch (method) {
      case "generate" -> generate(params);
      case "prefetch_config" -> configurePrefetch(params);
      case "queue_status" -> queueStatus();
      case "queue_cancel" -> cancel(id(params), Boolean.TRUE.equals(params.get("force")));
      case "queue_clear" -> clearQueue();
      case "play" -> play(params);
      case "playlist_add" -> {
        add(inLibrary(params));
        yield playlist();
      }
      case "playlist_remove" -> {
        leavePlayOrder(inPlayOrder(params));
        yield playlist();
      }
      case "playlist_clear" -> {
        List.copyOf(playOrder).forEach(this::leavePlayOrder);
        yield playlist();
      }
      case "playlist_get" -> playlist();
      case "toggle" -> transport(this::toggle);
      case "pause" -> transport(this::pause);
      case "resume" -> transport(this::resume);
      case "stop" -> transport(this::stop);
      case "skip" -> transport(this::skip);
      case "volume_set" -> {
        volume = number(params, "level", 0, 1);
        yield Map.of("level", volume);
      }
      case "volume_get" -> Map.of("level", volume);
      case "crossfade_set" -> Map.of("duration_sec", number(params, "duration_sec", 0, 30));
      case "audio_devices" -> Map.of("current", device, "available", devices());
      case "audio_device_set" -> {
        device = device(params);
        yield Map.of("device", device);
      }
      case "status" -> status();
      case "cache_list" -> cacheList();
      case "cache_delete" -> {
        Object id = inLibrary(params);
        forget(id);
        yield Map.of("deleted", List.of(id));
      }
      case "cache_clear" -> {
        Set<Object> all = Set.copyOf(library.keySet());
        all.forEach(this::forget);
        yield Map.of("deleted", all);
      }
      case "cache_stats" -> Map.of("count", library.size());
      default -> throw new Refusal("METHOD_NOT_FOUND");
    };
  }

  private Map<String, Object> generate(Map<String, Object> params) {
    String prompt = String.valueOf(params.getOrDefault("prompt", DEFAULT_PROMPT)).strip();
    if (prompt.isEmpty() || prompt.length() > 2_000) {
      throw new Refusal("INVALID_REQUEST");
    }
    double durationSec =
        params.containsKey("duration_sec") ? number(params, "duration_sec", 1, 600) : DEFAULT_SEC;
    Object priority = params.getOrDefault("priority", "normal");
    if (!Set.of("normal", "high").contains(priority)) {
      throw new Refusal("INVALID_REQUEST");
    }
    Object id =
        params.get("seed") instanceof Number seed
            ? trackId(prompt, seed.longValue(), durationSec)
            : unknownTrack();
    return library.containsKey(id)
        ? cached(id)
        : queued(new Wanted(id, prompt, durationSec, priority.equals("high")));
  }

  /// The same request is the same track: it is there at once, and counts as made.
  private Map<String, Object> cached(Object id) {
    autoPlay(id);
    return Map.of("track_id", id, "status", "cached");
  }

  private Map<String, Object> queued(Wanted track) {
    boolean isBeingMade = made != null && made.id().equals(track.id());
    if (!isBeingMade) {
      enterQueue(track);
    }
    awaitedByUser.add(track.id());
    int position = isBeingMade ? 0 : ahead(track.id()) + (made == null ? 0 : 1);
    startNext();
    return Map.of("track_id", track.id(), "status", "queued", "position", position);
  }

  private void enterQueue(Wanted track) {
    Optional<Wanted> same = waiting.stream().filter(it -> it.id().equals(track.id())).findFirst();
    if (same.isEmpty() && waiting.size() == LONGEST_QUEUE) {
      throw new Refusal("INVALID_REQUEST");
    }
    if (same.isEmpty() || (track.isUrgent() && !same.get().isUrgent())) {
      same.ifPresent(waiting::remove);
      long urgent = waiting.stream().filter(Wanted::isUrgent).count();
      waiting.add(track.isUrgent() ? (int) urgent : waiting.size(), track);
    }
  }

  private int ahead(Object id) {
    return waiting.stream().map(Wanted::id).toList().indexOf(id);
  }

  private void startNext() {
    if (made == null && !waiting.isEmpty()) {
      made = waiting.removeFirst();
      isCancelled = false;
      tell("generation_started", made.id());
    }
  }

  private Map<String, Object> cancel(Object id, boolean force) {
    if (made != null && made.id().equals(id)) {
      if (!force) {
        throw new Refusal("GENERATION_IN_PROGRESS");
      }
      isCancelled = true;
    } else if (waiting.removeIf(track -> track.id().equals(id))) {
      tellNotMade(id, "CANCELLED");
    } else {
      throw new Refusal("INVALID_TRACK_ID");
    }
    return Map.of("cancelled", true, "track_id", id);
  }

  /// What is being made goes on.
  private Map<String, Object> clearQueue() {
    List<Wanted> cleared = List.copyOf(waiting);
    waiting.clear();
    cleared.forEach(track -> tellNotMade(track.id(), "CANCELLED"));
    return Map.of("cleared", cleared.size());
  }

  private Map<String, Object> configurePrefetch(Map<String, Object> params) {
    Object wanted = params.getOrDefault("strategy", strategy);
    if (!Set.of("same_prompt", "preset_cycle", "random_preset").contains(wanted)) {
      throw new Refusal("INVALID_REQUEST");
    }
    strategy = (String) wanted;
    prefetches = (Boolean) params.getOrDefault("enabled", prefetches);
    if (params.get("presets") instanceof List<?> texts) {
      presets = texts.stream().map(String::valueOf).toList();
    }
    return Map.of("enabled", prefetches, "strategy", strategy, "presets", presets);
  }

  private Map<String, Object> play(Map<String, Object> params) {
    if (params.containsKey("track_id")) {
      playTrack(inLibrary(params));
    } else if (playback == Playback.PAUSED) {
      resume();
    } else if (!library.isEmpty()) {
      playTrack(library.lastEntry().getKey());
    } else if (playback == Playback.STOPPED) {
      goOn(new Next.Song(), "");
    }
    return playbackState();
  }

  private Map<String, Object> transport(Runnable action) {
    action.run();
    return playbackState();
  }

  private void toggle() {
    switch (playback) {
      case PLAYING -> pause();
      case PAUSED -> resume();
      case STOPPED ->
          goOn(playOrder.isEmpty() ? new Next.Song() : new Next.OfUser(playOrder.getFirst()), "");
    }
  }

  private void pause() {
    if (playback == Playback.PLAYING) {
      playback = Playback.PAUSED;
      tellOfHeard("playback_paused");
    }
  }

  private void resume() {
    if (playback == Playback.PAUSED) {
      playback = Playback.PLAYING;
      tellOfHeard("playback_resumed");
    }
  }

  /// Silence at once, and the play order begins from its start next time. What is being made is
  /// kept, but breaks no silence.
  private void stop() {
    awaitedByUser.clear();
    prefetching = null;
    prefetched = null;
    next = 0;
    goOn(new Next.Silence(), "stopped");
  }

  private void skip() {
    if (playback != Playback.STOPPED) {
      goOn(following(), "skipped");
    }
  }

  // What is heard

  /// What may come next.
  private sealed interface Next {
    record OfUser(Object id) implements Next {}

    record Prefetched(Object id) implements Next {}

    record Song() implements Next {}

    record Silence() implements Next {}
  }

  /// The user's tracks, then what was prefetched, then the stream if it was started, else the
  /// user's tracks again.
  private Next following() {
    if (impatient != null) {
      return new Next.OfUser(impatient);
    }
    if (next < playOrder.size()) {
      return new Next.OfUser(playOrder.get(next));
    }
    if (prefetched != null) {
      return new Next.Prefetched(prefetched);
    }
    if (streamWasStarted) {
      return new Next.Song();
    }
    return playOrder.isEmpty() ? new Next.Silence() : new Next.OfUser(playOrder.getFirst());
  }

  private void goOn(Next following, String reason) {
    if (heard != null) {
      tell("playback_ended", Map.of("track_id", heard.id(), "reason", reason));
    }
    heard = null;
    heardSec = 0;
    hasPrefetched = false;
    switch (following) {
      case Next.OfUser(var id) -> {
        next = playOrder.indexOf(id) + 1;
        begin(track(id));
      }
      case Next.Prefetched(var id) -> {
        prefetched = null;
        begin(track(id));
      }
      case Next.Song() -> {
        streamWasStarted = true;
        songs++;
        begin(new Piece(new Unknown("song " + songs), DEFAULT_PROMPT, SONG_SEC, true));
      }
      case Next.Silence() -> {
        playback = Playback.STOPPED;
        streamWasStarted = false;
        impatient = null;
      }
    }
  }

  private Piece track(Object id) {
    Wanted track = Optional.ofNullable(library.get(id)).orElseThrow();
    return new Piece(id, track.prompt(), track.durationSec(), false);
  }

  private void begin(Piece piece) {
    heard = piece;
    playback = Playback.PLAYING;
    impatient = piece.isSong() ? impatient : null;
    tellOfHeard("playback_started");
  }

  private boolean isSongHeard() {
    return heard != null && heard.isSong();
  }

  /// Adds it to the play order and starts it if nothing plays; a song of the stream gives way.
  private void playTrack(Object id) {
    add(id);
    if (playback != Playback.PLAYING) {
      goOn(new Next.OfUser(id), "skipped");
    } else if (isSongHeard() && impatient == null) {
      impatient = id;
    }
  }

  /// What the user asked for is played when it is ready, but ends no pause.
  private void autoPlay(Object id) {
    if (playback == Playback.PAUSED) {
      add(id);
    } else {
      playTrack(id);
    }
  }

  private void add(Object id) {
    if (!playOrder.contains(id)) {
      playOrder.add(id);
    }
    dropPrefetched(id);
  }

  /// It is gone, or the user's now.
  private void dropPrefetched(Object id) {
    prefetched = id.equals(prefetched) ? null : prefetched;
  }

  private void leavePlayOrder(Object id) {
    int place = playOrder.indexOf(id);
    if (place >= 0) {
      playOrder.remove(place);
      next -= place < next ? 1 : 0;
    }
    impatient = id.equals(impatient) ? null : impatient;
  }

  private void forget(Object id) {
    library.remove(id);
    leavePlayOrder(id);
    dropPrefetched(id);
  }

  private void barsAreHeard() {
    heardSec += BARS_SEC;
    joinStream();
  }

  /// An impatient track joins at the next bar, and so does one that was prefetched.
  private boolean joinStream() {
    Next following = following();
    boolean joins = isSongHeard() && (impatient != null || following instanceof Next.Prefetched);
    if (joins) {
      goOn(following, impatient != null ? "skipped" : "finished");
      heardSec = BARS_SEC;
    }
    return joins;
  }

  private void pieceIsHeard() {
    if (!joinStream()) {
      prefetch();
      goOn(following(), "finished");
    }
  }

  /// In the middle of a piece the next track is made, if nobody has chosen one.
  private void prefetch() {
    boolean isWanted = prefetches && (isNeural || !streamWasStarted) && !hasPrefetched;
    boolean isTrackQueued = next < playOrder.size() || made != null || !waiting.isEmpty();
    if (isWanted && !isTrackQueued && prefetched == null) {
      hasPrefetched = true;
      Object id = unknownTrack();
      prefetching = id;
      waiting.add(new Wanted(id, prefetchPrompt(), DEFAULT_SEC, false));
      startNext();
    }
  }

  private Object prefetchPrompt() {
    return switch (strategy) {
      case "preset_cycle" -> presets.get(presetsUsed++ % presets.size());
      case "random_preset" -> new OneOf(presets);
      default -> Optional.ofNullable(heard).orElseThrow().prompt();
    };
  }

  // What is made

  private void trackIsMade() {
    Wanted track = Optional.ofNullable(made).orElseThrow();
    if (isCancelled) {
      trackIsNotMade("CANCELLED");
      return;
    }
    made = null;
    library.putLast(track.id(), track);
    tell("generation_complete", track.id());
    if (awaitedByUser.remove(track.id())) {
      autoPlay(track.id());
    } else if (track.id().equals(prefetching)) {
      prefetching = null;
      prefetched = track.id();
      if (playback == Playback.STOPPED) {
        goOn(following(), "");
      }
    }
    startNext();
  }

  private void trackIsNotMade(String code) {
    Object id = made().orElseThrow();
    made = null;
    tellNotMade(id, isCancelled ? "CANCELLED" : code);
    startNext();
  }

  private void tellNotMade(Object id, String code) {
    awaitedByUser.remove(id);
    prefetching = id.equals(prefetching) ? null : prefetching;
    tell("generation_error", Map.of("track_id", id, "code", code));
  }

  private Object unknownTrack() {
    unknownTracks++;
    return new Unknown("track " + unknownTracks);
  }

  /// track_id = sha256(prompt + seed + duration_sec + model_version)[:8]
  private String trackId(String prompt, long seed, double durationSec) {
    String duration = new BigDecimal(durationSec).stripTrailingZeros().toPlainString();
    String fields = prompt + "\0" + seed + "\0" + duration + "\0" + modelVersion;
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(fields.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  // The forms

  private Map<String, Object> playbackState() {
    return Map.of("state", playback.name().toLowerCase(Locale.ROOT));
  }

  private Map<String, Object> status() {
    Map<String, Object> playing = new LinkedHashMap<>(playbackState());
    playing.put("volume", volume);
    playing.put("track_id", heard == null ? Absent.ABSENT : heard.id());
    playing.put("duration_sec", heard == null ? Absent.ABSENT : heard.durationSec());
    return Map.of(
        "playback",
        playing,
        "generation",
        Map.of("active", made != null, "track_id", made().orElse(Absent.ABSENT)),
        "queue_length",
        waiting.size(),
        "playlist_length",
        playOrder.size(),
        "audio_device",
        device);
  }

  private Map<String, Object> queueStatus() {
    List<Map<String, Object>> pending = new ArrayList<>();
    for (Wanted track : waiting) {
      pending.add(
          Map.of("track_id", track.id(), "prompt", track.prompt(), "position", pending.size() + 1));
    }
    return Map.of(
        "current",
        made == null
            ? Absent.ABSENT
            : Map.of("track_id", made.id(), "prompt", made.prompt(), "percent", 0),
        "pending",
        pending,
        "prefetch_pending",
        prefetching != null);
  }

  private Map<String, Object> playlist() {
    return Map.of("tracks", List.copyOf(playOrder));
  }

  private Map<String, Object> cacheList() {
    List<Map<String, Object>> tracks = new ArrayList<>();
    library
        .sequencedValues()
        .reversed()
        .forEach(track -> tracks.add(Map.of("track_id", track.id(), "prompt", track.prompt())));
    return Map.of("tracks", tracks, "total", tracks.size());
  }

  private static List<Map<String, Object>> devices() {
    return DEVICES.stream().<Map<String, Object>>map(name -> Map.of("name", name)).toList();
  }

  // What is asked

  /// A call that cannot be granted.
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    Refusal(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }

  private static double number(Map<String, Object> params, String name, double low, double high) {
    if (params.get(name) instanceof Number number
        && number.doubleValue() >= low
        && number.doubleValue() <= high) {
      return number.doubleValue();
    }
    throw new Refusal("INVALID_REQUEST");
  }

  private static Object id(Map<String, Object> params) {
    return Optional.ofNullable(params.get("track_id"))
        .orElseThrow(() -> new Refusal("INVALID_REQUEST"));
  }

  private Object inLibrary(Map<String, Object> params) {
    return among(library.keySet(), id(params));
  }

  private Object inPlayOrder(Map<String, Object> params) {
    return among(playOrder, id(params));
  }

  private static Object among(Collection<Object> ids, Object id) {
    if (!ids.contains(id)) {
      throw new Refusal("INVALID_TRACK_ID");
    }
    return id;
  }

  private static String device(Map<String, Object> params) {
    Object name = params.get("device");
    if (!(name instanceof String text)) {
      throw new Refusal("INVALID_REQUEST");
    }
    if (!DEVICES.contains(text)) {
      throw new Refusal("AUDIO_DEVICE_ERROR");
    }
    return text;
  }

  // What is told

  private static Answer after(Runnable event) {
    event.run();
    return new Answer.Nothing();
  }

  private void tellOfHeard(String event) {
    tell(event, Optional.ofNullable(heard).orElseThrow().id());
  }

  private void tell(String event, Object trackId) {
    tell(event, Map.of("track_id", trackId));
  }

  private void tell(String event, Map<String, Object> data) {
    told.add(new Told(event, data));
  }
}
