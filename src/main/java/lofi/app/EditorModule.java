package lofi.app;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import java.nio.file.Path;
import lofi.editor.CacheCommand;
import lofi.editor.CancelCommand;
import lofi.editor.Command;
import lofi.editor.Commands;
import lofi.editor.DaemonCommand;
import lofi.editor.DeviceCommand;
import lofi.editor.DiskWork;
import lofi.editor.Editor;
import lofi.editor.EventPublisher;
import lofi.editor.Events;
import lofi.editor.GenerateCommand;
import lofi.editor.GenerationMethods;
import lofi.editor.HostMethods;
import lofi.editor.KeepCommand;
import lofi.editor.KnownDevices;
import lofi.editor.LibraryMethods;
import lofi.editor.ListCommand;
import lofi.editor.Methods;
import lofi.editor.MissingLame;
import lofi.editor.MixCommand;
import lofi.editor.MixMethods;
import lofi.editor.ModelCommand;
import lofi.editor.ModelJobs;
import lofi.editor.ModelMethods;
import lofi.editor.PlayCommand;
import lofi.editor.PlaybackMethods;
import lofi.editor.PlayingElsewhere;
import lofi.editor.PlaylistMethods;
import lofi.editor.ProgressLine;
import lofi.editor.PromptHistory;
import lofi.editor.QueueCommand;
import lofi.editor.RunningPosition;
import lofi.editor.StateFolder;
import lofi.editor.StatusCommand;
import lofi.editor.StatusFloat;
import lofi.editor.StatusReport;
import lofi.editor.StatuslineText;
import lofi.editor.ToggleCommand;
import lofi.editor.TrackList;
import lofi.editor.Ui;
import lofi.editor.UserMessages;
import lofi.editor.VolumeCommand;

/// What Neovim may ask and what it is told.
final class EditorModule extends AbstractModule {
  private final StateFolder stateFolder;

  EditorModule(Path stateFolder) {
    this.stateFolder = new StateFolder(stateFolder);
  }

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
    bind(RunningPosition.class).toInstance(new RunningPosition(System::nanoTime));
    bind(StateFolder.class).toInstance(stateFolder);
    bind(PromptHistory.class).in(Singleton.class);
    bind(KnownDevices.class).in(Singleton.class);
    bind(PlayingElsewhere.class).in(Singleton.class);
    bind(MissingLame.class).in(Singleton.class);
    bind(CancelCommand.class);
    bind(ModelJobs.class).in(Singleton.class);
    bind(TrackList.class);
    bindCommands(Multibinder.newSetBinder(binder(), Command.class));
    bindMethods(Multibinder.newSetBinder(binder(), Methods.Group.class));
  }

  @Provides
  @Singleton
  DiskWork diskWork(ControlThread control) {
    return new DiskWork(Threads.diskTasks(), control);
  }

  private static void bindCommands(Multibinder<Command> commands) {
    commands.addBinding().to(ToggleCommand.class);
    commands.addBinding().to(PlayCommand.class);
    commands.addBinding().to(GenerateCommand.class);
    commands.addBinding().to(VolumeCommand.class);
    commands.addBinding().to(MixCommand.class);
    commands.addBinding().to(StatusCommand.class);
    commands.addBinding().to(KeepCommand.class);
    commands.addBinding().to(QueueCommand.class);
    commands.addBinding().to(CancelCommand.class);
    commands.addBinding().to(DeviceCommand.class);
    commands.addBinding().to(ListCommand.class);
    commands.addBinding().to(CacheCommand.class);
    commands.addBinding().to(ModelCommand.class);
    commands.addBinding().to(DaemonCommand.class);
  }

  private static void bindMethods(Multibinder<Methods.Group> groups) {
    groups.addBinding().to(PlaybackMethods.class);
    groups.addBinding().to(MixMethods.class);
    groups.addBinding().to(PlaylistMethods.class);
    groups.addBinding().to(GenerationMethods.class);
    groups.addBinding().to(LibraryMethods.class);
    groups.addBinding().to(ModelMethods.class);
    groups.addBinding().to(HostMethods.class);
  }
}
