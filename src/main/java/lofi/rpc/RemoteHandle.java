package lofi.rpc;

/// A MessagePack extension value that holds a whole number: how a peer names a thing of its own.
///
/// Neovim names buffers (type 0), windows (1) and tabpages (2) this way.
public record RemoteHandle(int type, long id) {
  public RemoteHandle {
    if (type < Byte.MIN_VALUE || type > Byte.MAX_VALUE) {
      throw new IllegalArgumentException("An extension type fits into one byte, unlike " + type);
    }
  }
}
