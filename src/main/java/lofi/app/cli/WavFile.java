package lofi.app.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// A stereo WAV file of 16-bit samples whose length is known before it is written.
final class WavFile implements Closeable {
  private static final int BYTES_PER_FRAME = 4;

  private final OutputStream out;

  WavFile(Path path, long frames, int sampleRate) throws IOException {
    out = new BufferedOutputStream(Files.newOutputStream(path));
    out.write(header(Math.toIntExact(frames * BYTES_PER_FRAME), sampleRate));
  }

  private static byte[] header(int bytes, int sampleRate) {
    ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(US_ASCII)).putInt(36 + bytes);
    header.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16);
    header.putShort((short) 1).putShort((short) 2).putInt(sampleRate);
    header.putInt(sampleRate * BYTES_PER_FRAME).putShort((short) BYTES_PER_FRAME);
    header.putShort((short) 16).put("data".getBytes(US_ASCII)).putInt(bytes);
    return header.array();
  }

  void write(float[] interleaved, int frames) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(frames * BYTES_PER_FRAME).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 2 * frames; i++) {
      float scaled = Math.max(-1f, Math.min(1f, interleaved[i])) * 32767f;
      bytes.putShort((short) Math.floor(scaled + .5f));
    }
    out.write(bytes.array());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
