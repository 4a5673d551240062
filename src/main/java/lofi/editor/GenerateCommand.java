package lofi.editor;

import jakarta.inject.Inject;
import lofi.generation.Submission;
import lofi.generation.TrackWish;
import lofi.radio.Radio;

/// `:Lofi generate [prompt]`: makes a track in the background.
public final class GenerateCommand implements Command {
  private final Radio radio;
  private final PromptHistory prompts;
  private final UserMessages messages;

  @Inject
  GenerateCommand(Radio radio, PromptHistory prompts, UserMessages messages) {
    this.radio = radio;
    this.prompts = prompts;
    this.messages = messages;
  }

  @Override
  public String name() {
    return "generate";
  }

  @Override
  public void run(Arguments arguments) {
    String prompt = arguments.text();
    TrackWish wish = prompt.isEmpty() ? TrackWish.anything() : TrackWish.of(prompt);
    radio.generate(
        wish,
        submission -> {
          prompts.remember(wish, submission);
          tell(submission);
        });
  }

  private void tell(Submission submission) {
    switch (submission) {
      case Submission.Queued(var id, var position, _) when position > 0 ->
          messages.tell("Track %s waits behind %d more".formatted(id, position));
      case Submission.Queued _ -> {}
      case Submission.Cached(var track) ->
          messages.tell("Track %s is there already".formatted(track.id()));
      case Submission.Rejected(var code, var reason, var advice) ->
          messages.tell(new Problem(code.name(), reason, advice));
    }
  }
}
