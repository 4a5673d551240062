package lofi.rpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;

/// A pipe of the operating system, with its small buffer and its way of ending.
public record OsPipe(InputStream out, OutputStream in) {

  public static OsPipe open() {
    try {
      Pipe pipe = Pipe.open();
      return new OsPipe(
          Channels.newInputStream(pipe.source()), Channels.newOutputStream(pipe.sink()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
