package lofi.playback.output;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The devices of PulseAudio or PipeWire, which Java Sound does not list, by their human names.
///
/// It reads the plain text of `pactl` and not its JSON, which versions before 16 do not print.
final class PulseServer {
  private static final Pattern OBJECT = Pattern.compile("(?m)^(?:Sink|Sink Input) #(\\d+)$");
  private static final Pattern SAMPLE_RATE = Pattern.compile("(\\d+)Hz");
  private static final Pattern PORTABLE =
      Pattern.compile("(?i)head(set|phone)|earbud|hands-free|bluez|bluetooth");

  private final Pactl pactl;

  PulseServer(Pactl pactl) {
    this.pactl = pactl;
  }

  /// One sink or stream, as `pactl list` describes it.
  private record Described(String index, String text) {
    /// The value of a line such as `Name: lofi_a`.
    Optional<String> field(String name) {
      return firstGroup(Pattern.compile("(?m)^\\s*" + Pattern.quote(name) + ": (.*)$"), text);
    }

    /// The value of a line such as `application.process.id = "42"`.
    Optional<String> property(String name) {
      return firstGroup(Pattern.compile("(?m)^\\s*" + Pattern.quote(name) + " = \"(.*)\"$"), text);
    }
  }

  /// What the server calls itself, or empty when none answers.
  Optional<String> serverName() {
    return info("Server Name");
  }

  /// The default device first.
  List<OutputDevice> devices() {
    String defaultSink = info("Default Sink").orElse("");
    return list("sinks").stream()
        .map(sink -> deviceOf(sink, defaultSink))
        .sorted(Comparator.comparing(device -> !device.isDefault()))
        .toList();
  }

  /// Whether the device is gone, or its plug was pulled; a server that does not answer says
  /// nothing.
  boolean misses(OutputDevice device) {
    List<Described> sinks = list("sinks");
    return !sinks.isEmpty()
        && sinks.stream()
            .map(sink -> deviceOf(sink, ""))
            .noneMatch(
                sink -> sink.id().equals(device.id()) && sink.isPortable() == device.isPortable());
  }

  /// The device that a stream of the process goes to.
  Optional<OutputDevice> reachedBy(long processId) {
    String defaultSink = info("Default Sink").orElse("");
    Optional<String> sinkIndex =
        streamsOf(processId).stream().findFirst().flatMap(stream -> stream.field("Sink"));
    return list("sinks").stream()
        .filter(sink -> sinkIndex.filter(sink.index()::equals).isPresent())
        .map(sink -> deviceOf(sink, defaultSink))
        .findFirst();
  }

  /// Sends every stream of the process to the device.
  ///
  /// @return false when there was none, or the server refused
  boolean move(long processId, OutputDevice device) {
    List<Described> streams = streamsOf(processId);
    return !streams.isEmpty()
        && streams.stream()
            .allMatch(
                stream -> pactl.run("move-sink-input", stream.index(), device.id()).isPresent());
  }

  private List<Described> streamsOf(long processId) {
    return list("sink-inputs").stream()
        .filter(stream ->
            stream
                .property("application.process.id")
                .filter(Long.toString(processId)::equals)
                .isPresent())
        .toList();
  }

  private Optional<String> info(String field) {
    return pactl.run("info").flatMap(text -> new Described("", text).field(field));
  }

  private List<Described> list(String kind) {
    String text = pactl.run("list", kind).orElse("");
    List<Described> described = new ArrayList<>();
    Matcher heads = OBJECT.matcher(text);
    for (boolean found = heads.find(); found; ) {
      String index = heads.group(1);
      int begin = heads.end();
      found = heads.find();
      described.add(
          new Described(index, text.substring(begin, found ? heads.start() : text.length())));
    }
    return described;
  }

  private static OutputDevice deviceOf(Described sink, String defaultSink) {
    String id = sink.field("Name").orElse(sink.index());
    return new OutputDevice(
        sink.field("Description").orElse(id),
        id,
        id.equals(defaultSink),
        sink.field("Sample Specification").map(PulseServer::sampleRateIn).orElse(0),
        isPortable(sink));
  }

  private static int sampleRateIn(String specification) {
    return firstGroup(SAMPLE_RATE, specification).map(Integer::parseInt).orElse(0);
  }

  private static boolean isPortable(Described sink) {
    String signs =
        String.join(
            " ",
            sink.field("Active Port").orElse(""),
            sink.property("device.form_factor").orElse(""),
            sink.property("device.bus").orElse(""));
    return PORTABLE.matcher(signs).find();
  }

  private static Optional<String> firstGroup(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
