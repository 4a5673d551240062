package lofi.nvim;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import lofi.rpc.RpcChannel;
import org.jspecify.annotations.Nullable;

/// The Neovim at the other end of a host's pipe: a fake one, or a real one.
public interface PeerNeovim extends AutoCloseable {
  /// A host's channel to this Neovim, not yet started.
  RpcChannel hostChannel(Executor executor);

  /// Waits for a request's answer, as `rpcrequest()` does.
  @Nullable Object asks(String method, @Nullable Object... arguments) throws InterruptedException;

  /// Does not wait, as `rpcnotify()`.
  void tells(String method, @Nullable Object... arguments) throws InterruptedException;

  /// The Lua that was run since the last time, in order.
  List<LuaCall> newLuaCalls() throws InterruptedException;

  @Override
  void close() throws IOException;
}
