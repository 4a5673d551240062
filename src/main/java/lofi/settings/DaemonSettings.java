package lofi.settings;

/// How the host itself behaves; from the option table `daemon`. What else stands there is for the
/// editor's side, which starts the host.
///
/// @param logLevel `debug`, `info`, `warn` or `error`
public record DaemonSettings(String logLevel) {}
