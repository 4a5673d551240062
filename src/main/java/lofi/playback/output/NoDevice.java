package lofi.playback.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Why no sound is heard, said so that the user can do something about it.
///
/// @param machine the name of this computer, or empty where it is not known
/// @param soundServer what the sound server calls itself, when one answers
record NoDevice(String machine, boolean isLinux, Optional<String> soundServer) {

  static NoDevice here(Optional<String> soundServer) {
    boolean isLinux = System.getProperty("os.name", "").startsWith("Linux");
    return new NoDevice(machineName(), isLinux, soundServer);
  }

  String sentence() {
    String place = machine.isEmpty() ? "this machine" : machine;
    return "No sound device could be opened on "
        + place
        + ": the music plays in silence. "
        + advice();
  }

  private String advice() {
    if (!isLinux) {
      return "Connect or switch on a sound device.";
    }
    return soundServer
        .map(NoDevice::bridgePackage)
        .map(name -> "Install " + name + ", which leads to the sound server that runs here.")
        .orElse(
            "Start a sound server here, and install pipewire-alsa for PipeWire"
                + " or libasound2-plugins for PulseAudio.");
  }

  private static String bridgePackage(String server) {
    return server.toLowerCase(Locale.ROOT).contains("pipewire")
        ? "pipewire-alsa"
        : "libasound2-plugins";
  }

  private static String machineName() {
    try {
      return Files.readString(Path.of("/etc/hostname")).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
