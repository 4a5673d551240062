package lofi.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lofi.generation.ErrorCode;
import lofi.generation.GeneratedAudio;
import lofi.generation.Outcome;
import lofi.library.TrackId;
import lofi.nvim.PeerNeovim;
import lofi.playback.output.OutputDevice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every example of the RPC contract, over a real channel. Who extends this says what is at its
/// other end.
@Timeout(30)
abstract class ContractExamples {
  private static final OutputDevice BUILT_IN =
      new OutputDevice("Built-in Output", "sink0", true, 48_000, false);
  private static final OutputDevice HEADPHONES =
      new OutputDevice("External Headphones", "sink1", false, 44_100, true);

  @TempDir Path folder;
  Desk desk;
  private final Map<String, String> ids = new LinkedHashMap<>();

  @BeforeEach
  void sitDown() throws Exception {
    desk = new Desk(folder, neovim());
    desk.forgetThePast();
  }

  abstract PeerNeovim neovim() throws Exception;

  @AfterEach
  void leave() throws Exception {
    desk.close();
  }

  static List<Contract.Example> examples() {
    return Contract.examples();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theAnswerIsLikeTheExampleAndLikeNoSpoiledOne(Contract.Example example) throws Exception {
    arrange(example.given());
    Object actual = actual(example);

    assertTrue(
        Contract.isLike(example.promised(), actual),
        () -> "promised " + example.promised() + ", got " + actual);
    for (Object spoiled : Contract.spoiled(example.promised())) {
      assertFalse(Contract.isLike(spoiled, actual), () -> spoiled + " passed for " + actual);
    }
  }

  @Test
  void everyMethodOfTheDocumentHasAnExample() {
    Set<String> known = new TreeSet<>();
    Contract.examples().forEach(example -> known.add(example.call()));
    for (String method :
        List.of(
            "generate",
            "prefetch_config",
            "queue_status",
            "queue_cancel",
            "queue_clear",
            "play",
            "playlist_add",
            "playlist_remove",
            "playlist_clear",
            "playlist_get",
            "pause",
            "resume",
            "stop",
            "skip",
            "volume_set",
            "volume_get",
            "crossfade_set",
            "audio_devices",
            "audio_device_set",
            "status",
            "cache_list",
            "cache_delete",
            "cache_clear",
            "cache_stats")) {
      assertTrue(known.contains(method), method);
    }
  }

  private void arrange(String given) throws Exception {
    switch (given) {
      case "nothing" -> {}
      case "a track" -> ids.put("<track>", desk.session.track("rain", 10).hex());
      case "a play order" -> makePlayOrder();
      case "a queue" -> makeQueue();
      case "music" -> playMusic();
      case "music and a queue" -> {
        playMusic();
        makeQueue();
      }
      case "music and a pause" -> {
        playMusic();
        desk.types("pause");
      }
      case "music and an end" -> {
        playMusic();
        desk.types("stop");
      }
      case "music, a pause and more music" -> {
        playMusic();
        desk.types("pause");
        desk.types("resume");
      }
      case "music and a skip" -> {
        playMusic();
        desk.types("skip");
        desk.session.hear(1);
        desk.settle();
      }
      case "a whole song" -> {
        playMusic();
        desk.session.hear(60);
        desk.settle();
      }
      case "music that breaks off" -> breakMusic();
      case "a prefetch" -> prefetch();
      case "a made track" -> makeTrack(1);
      case "a track that takes three seconds" -> makeTrack(3);
      case "a failed track" -> failTrack();
      case "a cancelled track" -> {
        makeQueue();
        desk.types("cancel " + ids.get("<waiting>"));
      }
      case "a wrong command" -> desk.types("sing");
      case "devices" -> desk.session.player.plugIn(BUILT_IN, HEADPHONES);
      default -> throw new IllegalArgumentException("Nobody knows how to arrange " + given);
    }
  }

  private void makePlayOrder() throws Exception {
    for (String prompt : List.of("rain", "sun")) {
      TrackId id = desk.session.track(prompt, 10);
      ids.put("<track>", id.hex());
      desk.session.radio.add(id);
    }
  }

  private void makeQueue() {
    ids.put("<active>", desk.session.generate("chill beats").hex());
    ids.put("<waiting>", desk.session.generate("rainy day").hex());
  }

  private void playMusic() throws Exception {
    desk.types("");
    desk.session.hear(1);
    desk.settle();
  }

  private void breakMusic() throws Exception {
    playMusic();
    desk.session.player.breakOff("the file ends too early");
    desk.settle();
  }

  private void makeTrack(int seconds) throws Exception {
    desk.session.generate("chill beats");
    desk.session.composer.follow((request, sink) -> {
      for (int second = 1; second <= seconds; second++) {
        desk.session.clock.advance(Duration.ofSeconds(1));
        sink.progress(50 * second, 500);
      }
      sink.write(new float[32_000], 32_000);
      return new Outcome.Finished(new GeneratedAudio(500, Optional.empty(), Map.of()));
    });
    desk.session.makeTracks();
    desk.session.hear(1);
    desk.settle();
  }

  private void failTrack() throws Exception {
    desk.session.composer.follow((_, _) ->
        new Outcome.Failed(ErrorCode.MODEL_INFERENCE_FAILED, "It is broken", "Try again."));
    desk.session.generate("chill beats");
    desk.session.makeTracks();
    desk.settle();
  }

  /// A track of ten seconds is heard beyond its half, and nobody has asked for another.
  private void prefetch() throws Exception {
    desk.asks("prefetch_config", Map.of("enabled", true));
    desk.session.radio.play(desk.session.track("rain", 10));
    desk.session.hear(6);
  }

  private @Nullable Object actual(Contract.Example example) throws Exception {
    return switch (example.kind()) {
      case RESULT -> desk.asks(example.call(), params(example));
      case ERROR -> desk.isRefused(example.call(), params(example));
      case EVENT -> {
        var told = desk.events(example.call());
        if (!example.call().equals("generation_progress")) { // of which only the newest counts
          assertEquals(1, told.size(), () -> "told: " + desk.events());
        }
        yield told.getLast().data();
      }
    };
  }

  private Map<String, Object> params(Contract.Example example) {
    Map<String, Object> params = new LinkedHashMap<>();
    example
        .params()
        .forEach((name, value) ->
            params.put(
                String.valueOf(name),
                value instanceof String text ? ids.getOrDefault(text, text) : value));
    return params;
  }
}
