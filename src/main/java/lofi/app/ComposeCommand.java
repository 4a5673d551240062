package lofi.app;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import lofi.generation.GenerationRequest;
import lofi.generation.GenerationSink;
import lofi.generation.Prompt;
import lofi.library.TrackId;
import lofi.music.Composer;

/// Composes a piece on the command line, without an editor.
public final class ComposeCommand {
  private static final String USAGE =
      "compose --seed 7 --prompt \"rainy night\" --seconds 60 --wav piece.wav";

  private ComposeCommand() {}

  public static void main(String[] args) throws IOException {
    Map<String, String> options = options(args);
    String prompt = options.getOrDefault("prompt", "lofi hip hop, chill");
    long seed = Long.parseLong(options.getOrDefault("seed", "1"));
    double seconds = Double.parseDouble(options.getOrDefault("seconds", "60"));
    Path wav = Path.of(options.getOrDefault("wav", "piece.wav"));
    write(new Prompt(prompt), seed, seconds, wav);
  }

  private static Map<String, String> options(String[] args) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      if (!args[i].startsWith("--")) {
        throw new IllegalArgumentException(USAGE);
      }
      options.put(args[i].substring(2), args[i + 1]);
    }
    return options;
  }

  private static void write(Prompt prompt, long seed, double seconds, Path wav) throws IOException {
    var composer = new Composer();
    TrackId id = TrackId.of(prompt.text(), seed, seconds, composer.modelVersion());
    var request =
        new GenerationRequest(id, prompt, seed, seconds, GenerationRequest.Priority.NORMAL);
    long frames = (long) Math.floor(seconds * composer.sampleRate() + .5);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(wav))) {
      out.write(header(frames, composer.sampleRate()));
      composer.generate(request, new WavSink(out));
    }
  }

  private static byte[] header(long frames, int sampleRate) {
    int bytes = (int) (frames * 4);
    ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + bytes);
    header.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(16);
    header.putShort((short) 1).putShort((short) 2).putInt(sampleRate).putInt(sampleRate * 4);
    header.putShort((short) 4).putShort((short) 16);
    header.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(bytes);
    return header.array();
  }

  /// Writes 16-bit samples.
  private record WavSink(OutputStream out) implements GenerationSink {
    @Override
    public void write(float[] interleaved, int frames) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(frames * 4).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < 2 * frames; i++) {
        float scaled = Math.max(-1f, Math.min(1f, interleaved[i])) * 32767f;
        bytes.putShort((short) Math.floor(scaled + .5f));
      }
      out.write(bytes.array());
    }

    @Override
    public void progress(int tokensGenerated, int tokensEstimated) {}

    @Override
    public boolean isCancelled() {
      return false;
    }
  }
}
