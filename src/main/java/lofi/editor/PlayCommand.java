package lofi.editor;

import jakarta.inject.Inject;
import lofi.library.Library;
import lofi.library.TrackId;
import lofi.radio.Radio;

/// `:Lofi play [track_id]`: goes on, or plays what was made last, or the track of that id.
public final class PlayCommand implements Command {
  private final Radio radio;
  private final Library library;
  private final UserMessages messages;

  @Inject
  PlayCommand(Radio radio, Library library, UserMessages messages) {
    this.radio = radio;
    this.library = library;
    this.messages = messages;
  }

  @Override
  public String name() {
    return "play";
  }

  @Override
  public void run(Arguments arguments) {
    arguments.atMost(1, name());
    if (arguments.words().isEmpty()) {
      radio.play();
    } else {
      play(Params.trackId(arguments.text()));
    }
  }

  private void play(TrackId id) {
    library.lookUp(
        id,
        found -> {
          if (found.isPresent()) {
            radio.play(id);
          } else {
            messages.tell(Problem.noSuchTrack(id.hex()));
          }
        });
  }
}
