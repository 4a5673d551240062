package lofi.musicgen.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/// ONNX Runtime as this program uses it: no telemetry, no spinning between calls, one device.
///
/// The native library comes from the folder that `-Donnxruntime.native.path` names, or is unpacked
/// from the jar when nothing names one.
public final class OnnxRuntime {
  private final OrtEnvironment environment;
  private final int threads;
  private final Device device;
  private final String deviceReason;

  private OnnxRuntime(OrtEnvironment environment, int threads, Device device, String deviceReason) {
    this.environment = environment;
    this.threads = threads;
    this.device = device;
    this.deviceReason = deviceReason;
  }

  /// Loads the native library and takes the best device that loads.
  ///
  /// @param threads how many threads one graph may keep busy
  public static OnnxRuntime start(Device wanted, int threads) {
    OrtEnvironment environment = quietEnvironment();
    StringBuilder missing = new StringBuilder();
    for (Device candidate : candidates(wanted)) {
      String problem = problemOf(candidate);
      if (problem.isEmpty()) {
        return new OnnxRuntime(environment, threads, candidate, reason(wanted, candidate, missing));
      }
      missing.append(missing.isEmpty() ? "" : "; ").append(problem);
    }
    throw new GraphFailure("ONNX Runtime runs nowhere on this machine: " + missing);
  }

  private static OrtEnvironment quietEnvironment() {
    Telemetry.forbid();
    try {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "lofi");
      environment.setTelemetry(false);
      return environment;
    } catch (OrtException e) {
      throw new GraphFailure("ONNX Runtime does not start", e);
    } catch (LinkageError e) {
      throw new GraphFailure("ONNX Runtime has no native library that loads here", e);
    }
  }

  private static List<Device> candidates(Device wanted) {
    return switch (wanted) {
      case AUTO -> List.of(Device.CUDA, Device.METAL, Device.CPU);
      case CUDA -> List.of(Device.CUDA, Device.CPU);
      case METAL -> List.of(Device.METAL, Device.CPU);
      case CPU -> List.of(Device.CPU);
    };
  }

  /// Why a device cannot be used, or nothing.
  private static String problemOf(Device device) {
    EnumSet<OrtProvider> built = OrtEnvironment.getAvailableProviders();
    if (device == Device.CUDA && !built.contains(OrtProvider.CUDA)) {
      return "this ONNX Runtime is built without CUDA";
    }
    if (device == Device.METAL && !built.contains(OrtProvider.CORE_ML)) {
      return "this ONNX Runtime is built without CoreML, the way to Metal";
    }
    try (SessionOptions options = new SessionOptions()) {
      add(device, options);
      return "";
    } catch (OrtException e) {
      return device.label() + " does not load (" + e.getMessage() + ")";
    }
  }

  private static void add(Device device, SessionOptions options) throws OrtException {
    switch (device) {
      case CUDA -> options.addCUDA();
      case METAL -> options.addCoreML();
      case AUTO, CPU -> {} // always there
    }
  }

  private static String reason(Device wanted, Device taken, CharSequence missing) {
    if (taken == wanted) {
      return taken.label() + ", as asked for";
    }
    return missing.length() == 0 ? taken.label() : taken.label() + ", because " + missing;
  }

  public Device device() {
    return device;
  }

  /// One sentence part for the user: which device was taken, and why.
  public String deviceReason() {
    return deviceReason;
  }

  OrtEnvironment environment() {
    return environment;
  }

  OrtSession open(Path graph) {
    if (!Files.isRegularFile(graph)) {
      throw new GraphFailure("There is no graph " + graph.getFileName());
    }
    try (SessionOptions options = sessionOptions()) {
      return environment.createSession(graph.toString(), options);
    } catch (OrtException e) {
      throw new GraphFailure("The graph " + graph.getFileName() + " does not load", e);
    }
  }

  private SessionOptions sessionOptions() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.setOptimizationLevel(OptLevel.ALL_OPT);
    options.addConfigEntry("session.force_spinning_stop", "1"); // spins within a call, never after
    add(device, options);
    return options;
  }
}
