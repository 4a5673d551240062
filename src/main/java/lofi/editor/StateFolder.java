package lofi.editor;

import java.nio.file.Path;

/// Where the host keeps what should outlive it and is no track.
public record StateFolder(Path path) {}
