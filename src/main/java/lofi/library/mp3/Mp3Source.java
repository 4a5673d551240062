package lofi.library.mp3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.SampleBuffer;
import lofi.audio.PacketSource;
import org.jspecify.annotations.Nullable;

/// Reads an MP3 file that `lame` wrote, from front to back, and leaves out the silence around it:
/// as many audio frames come out as once went in.
public final class Mp3Source extends PacketSource {
  /// By so much a decoder is late itself.
  private static final int DECODER_DELAY = 529;

  private final Path path;
  private final Bitstream bitstream;
  private final Decoder decoder = new Decoder();

  private Mp3Source(Path path, InputStream file, LameTag tag) {
    super(file, tag.sampleRate(), tag.channels(), tag.lengthFrames());
    this.path = path;
    this.bitstream = new Bitstream(file);
  }

  public static Mp3Source open(Path path) throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(path));
    try {
      file.mark(LameTag.HEAD_BYTES);
      LameTag tag = LameTag.read(ByteBuffer.wrap(file.readNBytes(LameTag.HEAD_BYTES)));
      file.reset();
      Mp3Source source = new Mp3Source(path, file, tag);
      source.skip(LameTag.AUDIO_FRAMES + tag.delay() + DECODER_DELAY);
      return source;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  protected @Nullable ShortBuffer decodeNext() throws IOException {
    // JLayer meets damaged data with exceptions of many kinds.
    try {
      Header header = bitstream.readFrame();
      if (header == null) {
        return null;
      }
      SampleBuffer samples = (SampleBuffer) decoder.decodeFrame(header, bitstream);
      bitstream.closeFrame();
      return ShortBuffer.wrap(samples.getBuffer(), 0, samples.getBufferLength());
    } catch (JavaLayerException | RuntimeException e) {
      throw new IOException(path + " is damaged", e);
    }
  }
}
