package lofi.app;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.time.InstantSource;
import lofi.editor.HostControl;
import lofi.nvim.Floats;
import lofi.nvim.Neovim;
import lofi.radio.Ticker;

/// What was there before the injector: Neovim, the control thread, the end.
final class HostModule extends AbstractModule {
  private final LaunchOptions options;
  private final ControlThread control;
  private final Lifecycle lifecycle;
  private final Neovim neovim;
  private final Floats floats;

  HostModule(
      LaunchOptions options,
      ControlThread control,
      Lifecycle lifecycle,
      Neovim neovim,
      Floats floats) {
    this.options = options;
    this.control = control;
    this.lifecycle = lifecycle;
    this.neovim = neovim;
    this.floats = floats;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    bind(LaunchOptions.class).toInstance(options);
    bind(ControlThread.class).toInstance(control);
    bind(Lifecycle.class).toInstance(lifecycle);
    bind(Neovim.class).toInstance(neovim);
    bind(Floats.class).toInstance(floats);
    bind(InstantSource.class).toInstance(InstantSource.system());
    bind(Session.class).asEagerSingleton();
    bind(HostControl.class).to(Session.class);
  }

  /// A new one for each that asks: it runs one task.
  @Provides
  Ticker ticker() {
    return new ControlTicker(control);
  }
}
