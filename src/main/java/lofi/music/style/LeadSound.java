package lofi.music.style;

/// How this song's lead is set up.
public record LeadSound(
    LeadVoice voice, double attackMs, double vibratoHz, double vibratoCents, double brightness) {}
