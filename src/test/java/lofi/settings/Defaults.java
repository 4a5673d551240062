package lofi.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import lofi.json.Json;
import lofi.json.MalformedJsonException;

/// The table that Neovim's side sends when the user has set nothing. A Lua spec keeps the file
/// equal to `lua/lofi/config.lua`.
public final class Defaults {
  private Defaults() {}

  public static Map<String, Object> options() {
    try (InputStream file = Defaults.class.getResourceAsStream("/lofi/settings/defaults.json")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return new LinkedHashMap<>(Json.readObject(text));
    } catch (IOException | MalformedJsonException e) {
      throw new IllegalStateException(e);
    }
  }
}
