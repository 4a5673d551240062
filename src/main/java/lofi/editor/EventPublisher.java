package lofi.editor;

import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lofi.audio.PcmSource;
import lofi.generation.GenerationEvent;
import lofi.generation.GenerationQueue;
import lofi.library.TrackId;
import lofi.nvim.Neovim;
import lofi.playback.Player;
import lofi.playback.PlayerListener;
import lofi.playback.output.OutputStatus;
import lofi.radio.Radio;
import lofi.radio.RadioEvent;
import org.jspecify.annotations.Nullable;

/// Tells Neovim what happens, in the order in which it happens.
///
/// Each event brings the state after it, so that whoever hears of it finds it in the getters.
public final class EventPublisher implements PlayerListener {
  private static final String UPDATE_STATE = "require('lofi.state').update(...)";

  private static final Logger LOG = System.getLogger("lofi.editor");

  private final Events events;
  private final Neovim neovim;
  private final StatusReport report;
  private final UserMessages messages;
  private final ProgressLine progressLine;
  private final KnownDevices devices;
  private final PromptHistory prompts;
  private boolean hasSounded;
  private Optional<String> toldOutputProblem = Optional.empty();

  @Inject
  EventPublisher(
      Events events,
      Neovim neovim,
      StatusReport report,
      UserMessages messages,
      ProgressLine progressLine,
      KnownDevices devices,
      PromptHistory prompts) {
    this.events = events;
    this.neovim = neovim;
    this.report = report;
    this.messages = messages;
    this.progressLine = progressLine;
    this.devices = devices;
    this.prompts = prompts;
  }

  /// From now on, nothing happens untold.
  public void follow(Radio radio, GenerationQueue queue, Player player) {
    radio.listen(this::tell);
    queue.listen(event -> {
      tell(event);
      if (!radio.askedByItself(event.trackId())) {
        show(event);
      }
    });
    player.addListener(this);
    prompts.load(this::publishState);
    publishState();
  }

  /// Sends the whole state; only the newest one waits when Neovim does not read.
  public void publishState() {
    neovim.runLatestLua("state", UPDATE_STATE, report.snapshot());
  }

  /// Tells where the music is if the editor is mistaken; to be called once a second or so.
  public void correctPosition() {
    if (report.isOutOfDate()) {
      publishState();
    }
  }

  private void tell(RadioEvent event) {
    switch (event) {
      case RadioEvent.Started(var piece) -> publish("playback_started", piece.trackId());
      case RadioEvent.Paused(var id) -> publish("playback_paused", id);
      case RadioEvent.Resumed(var id) -> publish("playback_resumed", id);
      case RadioEvent.Ended(var id, var reason) ->
          publish(
              "playback_ended",
              Map.of("track_id", id.hex(), "reason", reason.name().toLowerCase(Locale.ROOT)));
      case RadioEvent.Problem(var code, _, var reason, var advice) ->
          messages.tell(new Problem(code.name(), reason, advice));
      case RadioEvent.Changed() -> publishState();
    }
  }

  private void tell(GenerationEvent event) {
    switch (event) {
      case GenerationEvent.Queued _, GenerationEvent.Playable _ -> publishState();
      case GenerationEvent.Started(var request) -> publish("generation_started", request.trackId());
      case GenerationEvent.Progress progress -> {
        publishState();
        events.publishLatest("generation_progress", WireForms.of(progress));
      }
      case GenerationEvent.Completed completed ->
          publish("generation_complete", WireForms.of(completed));
      case GenerationEvent.Failed failed -> {
        publish("generation_error", WireForms.of(failed));
        progressLine.clear();
        messages.warn(failed.message(), failed.advice());
      }
      case GenerationEvent.Cancelled(var id) -> {
        publish("generation_error", cancelled(id));
        progressLine.clear();
      }
    }
  }

  /// What goes well is shown of tracks that somebody asked for.
  private void show(GenerationEvent event) {
    switch (event) {
      case GenerationEvent.Progress progress -> progressLine.show(progress);
      case GenerationEvent.Completed(var track, _, _) -> {
        progressLine.clear();
        messages.tell("Track %s is ready: %s".formatted(track.id(), track.prompt()));
      }
      case GenerationEvent.Queued _,
          GenerationEvent.Playable _,
          GenerationEvent.Started _,
          GenerationEvent.Failed _,
          GenerationEvent.Cancelled _ -> {}
    }
  }

  @Override
  public void started(PcmSource source) {
    LOG.log(Level.DEBUG, "The first audio frames go to the device");
    if (!hasSounded) {
      hasSounded = true;
      lookAtDevices();
    }
  }

  /// Asking the sound server for its devices can wait until the music is there.
  private void lookAtDevices() {
    if (hasSounded) {
      devices.refresh(this::publishState);
    }
  }

  /// No sound device is told once; it stays in the status until there is one.
  @Override
  public void outputChanged(OutputStatus status) {
    if (!status.problem().equals(toldOutputProblem)) {
      toldOutputProblem = status.problem();
      status.problem().ifPresent(this::tellOutputProblem);
    }
    lookAtDevices();
    publishState();
  }

  private void tellOutputProblem(String sentence) {
    messages.tell(Problem.ofOutput(sentence));
  }

  private void publish(String event, TrackId id) {
    publish(event, Map.of("track_id", id.hex()));
  }

  private void publish(String event, Map<String, ? extends @Nullable Object> data) {
    events.publish(event, data, report.snapshot());
  }

  private static Map<String, @Nullable Object> cancelled(TrackId id) {
    return Map.of(
        "track_id", id.hex(),
        "code", "CANCELLED",
        "message", "The track was cancelled",
        "advice", "Ask for it again when you want it.",
        "error", "The track was cancelled");
  }
}
