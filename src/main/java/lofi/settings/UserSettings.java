package lofi.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lofi.audio.EffectSettings;
import lofi.generation.GenerationSettings;
import lofi.generation.Prompt;
import lofi.library.LibrarySettings;
import lofi.library.Track;
import lofi.musicgen.ModelSettings;
import lofi.musicgen.ModelSettings.Backend;
import lofi.musicgen.installed.Precision;
import lofi.playback.PlaybackSettings;
import lofi.playback.PlaybackSettings.OnDeviceLoss;
import lofi.radio.PrefetchSettings;
import lofi.radio.RadioSettings;

/// All options of the user, each group in the record of the feature that it belongs to.
public record UserSettings(
    DaemonSettings daemon,
    ModelSettings model,
    GenerationSettings generation,
    PrefetchSettings prefetch,
    RadioSettings radio,
    PlaybackSettings playback,
    EffectSettings effects,
    LibrarySettings library,
    UiSettings ui) {
  /// Reads the complete table, as the editor sends it.
  ///
  /// @throws IllegalArgumentException that names the key which does not fit
  public static UserSettings read(Map<?, ?> options) {
    OptionTable all = OptionTable.of(options);
    OptionTable playback = all.table("playback");
    return new UserSettings(
        daemon(all.table("daemon")),
        model(all.table("model")),
        generation(all.table("defaults")),
        prefetch(all.table("prefetch")),
        radio(playback),
        playback(playback, all.table("audio")),
        effects(all.table("effects")),
        library(all.table("cache"), all.table("audio")),
        ui(all.table("ui")));
  }

  private static DaemonSettings daemon(OptionTable daemon) {
    return new DaemonSettings(daemon.text("log_level"));
  }

  private static ModelSettings model(OptionTable model) {
    return new ModelSettings(
        named(Backend.class, model.text("backend")),
        Path.of(model.text("weights_path")),
        named(Precision.class, model.text("quantization")),
        model.text("device"),
        model.optionalText("gpu_jar").map(Path::of),
        model.optionalWhole("threads"));
  }

  private static GenerationSettings generation(OptionTable defaults) {
    return new GenerationSettings(
        new Prompt(defaults.text("prompt")),
        defaults.decimal("duration_sec"),
        defaults.optionalLong("seed"));
  }

  private static PrefetchSettings prefetch(OptionTable prefetch) {
    return new PrefetchSettings(
        prefetch.flag("enabled"),
        named(PrefetchSettings.Strategy.class, prefetch.text("strategy")),
        prompts(prefetch.texts("presets")),
        prefetch.whole("trigger_percent"));
  }

  private static List<Prompt> prompts(List<String> texts) {
    return texts.stream().map(Prompt::new).toList();
  }

  private static RadioSettings radio(OptionTable playback) {
    return new RadioSettings(
        playback.decimal("volume"),
        playback.flag("loop"),
        playback.seconds("crossfade_sec"),
        playback.flag("auto_play"));
  }

  private static PlaybackSettings playback(OptionTable playback, OptionTable audio) {
    return new PlaybackSettings(
        playback.decimal("volume"),
        playback.seconds("crossfade_sec"),
        playback.whole("buffer_ms"),
        playback.flag("stereo"),
        named(OnDeviceLoss.class, playback.text("on_device_loss")),
        audio.optionalText("device"));
  }

  private static EffectSettings effects(OptionTable effects) {
    return new EffectSettings(
        effects.flag("enabled"),
        effects.decimal("lowpass_hz"),
        effects.whole("bit_depth"),
        effects.whole("delay_ms"));
  }

  private static LibrarySettings library(OptionTable cache, OptionTable audio) {
    return new LibrarySettings(
        Path.of(cache.text("dir")),
        cache.whole("max_mb"),
        cache.optionalWhole("max_tracks"),
        named(Track.Format.class, audio.text("format")));
  }

  private static UiSettings ui(OptionTable ui) {
    OptionTable icons = ui.table("icons");
    return new UiSettings(
        ui.flag("notify"),
        ui.whole("notify_level"),
        named(UiSettings.Progress.class, ui.text("progress")),
        ui.flag("statusline"),
        new UiSettings.Icons(
            icons.text("playing"),
            icons.text("paused"),
            icons.text("generating"),
            icons.text("music")));
  }

  /// `same_prompt` names SAME_PROMPT.
  private static <E extends Enum<E>> E named(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }
}
