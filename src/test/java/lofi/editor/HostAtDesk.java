package lofi.editor;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import lofi.contract.Answer;
import lofi.contract.DocumentModel;
import lofi.contract.Step;
import lofi.contract.Told;
import lofi.generation.ErrorCode;
import lofi.generation.FakeGenerator;
import lofi.generation.GeneratedAudio;
import lofi.generation.GenerationRequest;
import lofi.generation.GenerationSettings;
import lofi.generation.GenerationSink;
import lofi.generation.Outcome;
import lofi.generation.Prompt;
import lofi.json.Json;
import lofi.playback.output.OutputDevice;
import lofi.radio.RadioEvent;
import org.jspecify.annotations.Nullable;

/// The host of a desk: everything of the program's own but the sound card and the generator.
final class HostAtDesk implements TestedHost {
  private static final int SAMPLE_RATE = 1_000;
  private static final double BARS_SEC = 4;
  private static final int LONGEST_PIECE_SEC = 100;

  /// How a method is called.
  interface Caller {
    @Nullable Object call(Desk desk, String method, Map<String, Object> params) throws Exception;
  }

  private final Desk desk;
  private final Caller caller;
  private int endings;

  HostAtDesk(Desk desk, boolean isNeural, Caller caller) throws InterruptedException {
    this.desk = desk;
    this.caller = caller;
    for (FakeGenerator generator : List.of(desk.session.composer, desk.session.neural)) {
      generator.sampleRate(SAMPLE_RATE);
      generator.follow(HostAtDesk::silence);
    }
    desk.session.queue.use(isNeural ? desk.session.neural : desk.session.composer);
    desk.session.queue.configure(
        new GenerationSettings(
            new Prompt(DocumentModel.DEFAULT_PROMPT),
            DocumentModel.DEFAULT_SEC,
            OptionalLong.empty()));
    desk.session.radio.listen(event -> endings += event instanceof RadioEvent.Ended ? 1 : 0);
    desk.session.player.plugIn(
        DocumentModel.DEVICES.stream()
            .map(name -> new OutputDevice(name, name, false, 48_000, false))
            .toArray(OutputDevice[]::new));
    desk.settle();
    desk.forgetThePast();
  }

  /// Within this process, without the pipe.
  static @Nullable Object callInside(Desk desk, String method, Map<String, Object> params) {
    CompletableFuture<@Nullable Object> answer =
        desk.editor.request(method, List.of(params)).toCompletableFuture();
    desk.settleHere();
    return answer.join();
  }

  /// Through the pipe, as a script in Neovim does.
  static @Nullable Object callOverTheWire(Desk desk, String method, Map<String, Object> params)
      throws Exception {
    return desk.asks(method, params);
  }

  @Override
  public Answer take(Step step) throws Exception {
    Answer answer =
        switch (step) {
          case Step.Call(var method, var params) -> call(method, params);
          case Step.TrackIsMade _ -> make(HostAtDesk::silence);
          case Step.TrackFails _ -> make(HostAtDesk::failure);
          case Step.BarsAreHeard _ -> hear(BARS_SEC);
          case Step.PieceIsHeard _ -> hearPiece();
        };
    desk.settleHere();
    desk.session.soundBegins();
    desk.settleHere();
    return answer;
  }

  private Answer call(String method, Map<String, Object> params) throws Exception {
    try {
      return new Answer.Result(fields(caller.call(desk, method, params)));
    } catch (CompletionException e) {
      String text = String.valueOf(Objects.requireNonNull(e.getCause()).getMessage());
      Object data = Json.readObject(text.substring(text.indexOf('{'))).get("data");
      return new Answer.Refused(String.valueOf(fields(data).get("reason")));
    }
  }

  private static Map<String, Object> fields(@Nullable Object result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    ((Map<?, ?>) Objects.requireNonNull(result))
        .forEach((name, value) -> fields.put((String) name, value));
    return fields;
  }

  private Answer make(FakeGenerator.Script script) {
    desk.session.composer.follow(script);
    desk.session.neural.follow(script);
    desk.session.makeTrack();
    return new Answer.Nothing();
  }

  private Answer hear(double seconds) {
    desk.session.hear(seconds);
    return new Answer.Nothing();
  }

  /// Until the piece has ended; the next one, if there is one, begins in the same moment.
  private Answer hearPiece() {
    int before = endings;
    for (int second = 0; second < LONGEST_PIECE_SEC && endings == before; second++) {
      desk.session.hear(Duration.ofSeconds(1));
      desk.settleHere();
    }
    return new Answer.Nothing();
  }

  private static Outcome silence(GenerationRequest request, GenerationSink sink)
      throws IOException {
    int frames = (int) (request.durationSec() * SAMPLE_RATE);
    sink.write(new float[frames], frames);
    return new Outcome.Finished(new GeneratedAudio(frames, Optional.empty(), Map.of()));
  }

  private static Outcome failure(GenerationRequest request, GenerationSink sink) {
    return new Outcome.Failed(ErrorCode.MODEL_INFERENCE_FAILED, "It is broken", "Try again.");
  }

  @Override
  public Map<?, ?> state(String getter) throws Exception {
    return ((Answer.Result) call(getter, Map.of())).fields();
  }

  @Override
  public List<Told> told() throws Exception {
    desk.settle();
    return desk.events().stream()
        .map(event -> new Told(event.name(), fields(event.data())))
        .toList();
  }

  @Override
  public void close() throws IOException {
    desk.close();
  }
}
