package lofi.app;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import lofi.editor.Command;
import lofi.editor.Commands;
import lofi.editor.Editor;
import lofi.editor.EventPublisher;
import lofi.editor.Events;
import lofi.editor.GenerateCommand;
import lofi.editor.GenerationMethods;
import lofi.editor.HostMethods;
import lofi.editor.LibraryMethods;
import lofi.editor.Methods;
import lofi.editor.PlayCommand;
import lofi.editor.PlaybackMethods;
import lofi.editor.PlaylistMethods;
import lofi.editor.ProgressLine;
import lofi.editor.StatusCommand;
import lofi.editor.StatusFloat;
import lofi.editor.StatusReport;
import lofi.editor.StatuslineText;
import lofi.editor.ToggleCommand;
import lofi.editor.Ui;
import lofi.editor.UserMessages;
import lofi.editor.VolumeCommand;

/// What Neovim may ask and what it is told.
final class EditorModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(Editor.class).in(Singleton.class);
    bind(Commands.class);
    bind(Methods.class);
    bind(Events.class).in(Singleton.class);
    bind(EventPublisher.class).in(Singleton.class);
    bind(UserMessages.class).in(Singleton.class);
    bind(ProgressLine.class).in(Singleton.class);
    bind(StatuslineText.class).in(Singleton.class);
    bind(StatusReport.class).in(Singleton.class);
    bind(StatusFloat.class).in(Singleton.class);
    bind(Ui.class);
    bindCommands(Multibinder.newSetBinder(binder(), Command.class));
    bindMethods(Multibinder.newSetBinder(binder(), Methods.Group.class));
  }

  private static void bindCommands(Multibinder<Command> commands) {
    commands.addBinding().to(ToggleCommand.class);
    commands.addBinding().to(PlayCommand.class);
    commands.addBinding().to(GenerateCommand.class);
    commands.addBinding().to(VolumeCommand.class);
    commands.addBinding().to(StatusCommand.class);
  }

  private static void bindMethods(Multibinder<Methods.Group> groups) {
    groups.addBinding().to(PlaybackMethods.class);
    groups.addBinding().to(PlaylistMethods.class);
    groups.addBinding().to(GenerationMethods.class);
    groups.addBinding().to(LibraryMethods.class);
    groups.addBinding().to(HostMethods.class);
  }
}
