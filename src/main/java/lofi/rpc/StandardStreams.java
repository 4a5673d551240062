package lofi.rpc;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/// The process's standard input and output as a wire, out of reach of everything that prints.
///
/// Both are unbuffered and bypass `System.in` and `System.out`.
public record StandardStreams(InputStream in, OutputStream out) {

  /// Takes the two streams for RPC. Call this first in `main`, before any library can print: from
  /// then on `System.out` leads to standard error, and `System.in` is empty.
  public static StandardStreams take() {
    var wire =
        new StandardStreams(
            new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    return wire;
  }
}
