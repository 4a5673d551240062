package lofi.editor;

import jakarta.inject.Inject;
import lofi.generation.Submission;
import lofi.radio.Radio;

/// `:Lofi keep`: makes a track of the song of the stream that plays.
public final class KeepCommand implements Command {
  private final Radio radio;
  private final UserMessages messages;

  @Inject
  KeepCommand(Radio radio, UserMessages messages) {
    this.radio = radio;
    this.messages = messages;
  }

  @Override
  public String name() {
    return "keep";
  }

  @Override
  public void run(Arguments arguments) {
    arguments.atMost(0, name());
    radio.keep(this::tell);
  }

  private void tell(Submission submission) {
    switch (submission) {
      case Submission.Queued(var id, _, _) ->
          messages.tell("This song is being kept as track " + id);
      case Submission.Cached(var track) ->
          messages.tell("This song is kept already, as track " + track.id());
      case Submission.Rejected(var code, var reason, var advice) ->
          messages.tell(new Problem(code.name(), reason, advice));
    }
  }
}
