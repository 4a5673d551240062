package lofi.musicgen.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {
  @Test
  void nothingIsToldToAnybody() throws Throwable {
    OnnxRuntime.start(Device.CPU, 1);

    assertEquals("1", environmentVariable("ORT_DISABLE_TELEMETRY"));
  }

  @Test
  void theProcessorIsAlwaysThere() {
    OnnxRuntime runtime = OnnxRuntime.start(Device.CPU, 1);

    assertEquals(Device.CPU, runtime.device());
    assertEquals("cpu, as asked for", runtime.deviceReason());
  }

  @Test
  void aDeviceThatIsNotThereFallsBackAndSaysWhy() {
    OnnxRuntime runtime = OnnxRuntime.start(Device.CUDA, 1);

    if (runtime.device() == Device.CPU) {
      assertTrue(runtime.deviceReason().startsWith("cpu, because "), runtime.deviceReason());
      assertTrue(
          runtime.deviceReason().toLowerCase(Locale.ROOT).contains("cuda"), runtime.deviceReason());
    }
  }

  /// As native code sees it: Java's own copy was made when the process began.
  @SuppressWarnings("restricted") // the tests are given native access
  private static String environmentVariable(String name) throws Throwable {
    Linker linker = Linker.nativeLinker();
    var getenv =
        linker.downcallHandle(
            linker.defaultLookup().find("getenv").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = (MemorySegment) getenv.invokeExact(arena.allocateFrom(name));
      return value.reinterpret(Long.MAX_VALUE).getString(0);
    }
  }
}
