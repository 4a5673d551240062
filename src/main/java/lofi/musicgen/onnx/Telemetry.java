package lofi.musicgen.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Keeps ONNX Runtime from collecting and sending usage data.
///
/// Version 1.29 does so on Linux and macOS from the moment it is loaded (and crashes on the way
/// when the command line is longer than a page), so its own method comes too late. The environment
/// variable that it reads at that moment has to be set before, in this very process.
final class Telemetry {
  private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

  private Telemetry() {}

  /// Call this before any class of ONNX Runtime is touched. Windows has no `setenv`: there the
  /// library only writes to the system's own trace, and its own method switches that off.
  static void forbid() {
    Linker linker = Linker.nativeLinker();
    linker.defaultLookup().find("setenv").ifPresent(setenv -> set(linker, setenv));
  }

  @SuppressWarnings("restricted") // the launcher grants native access, as ONNX Runtime needs it
  private static void set(Linker linker, MemorySegment setenv) {
    FunctionDescriptor signature =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    MethodHandle call = linker.downcallHandle(setenv, signature);
    try (Arena arena = Arena.ofConfined()) {
      int failed = (int) call.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), 1);
      if (failed != 0) {
        throw new GraphFailure("ONNX Runtime's telemetry cannot be switched off");
      }
    } catch (GraphFailure e) {
      throw e;
    } catch (Throwable e) {
      throw new GraphFailure("ONNX Runtime's telemetry cannot be switched off", e);
    }
  }
}
