package lofi.library.mp3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.SampleBuffer;
import lofi.audio.PcmSource;

/// Reads an MP3 file that `lame` wrote, from front to back, and leaves out the silence around it:
/// as many audio frames come out as once went in.
///
/// It keeps the file open, so that the piece plays to its end even if it is deleted meanwhile.
public final class Mp3Source implements PcmSource {
  private static final float FULL_SCALE = 32_768;

  /// By so much a decoder is late itself.
  private static final int DECODER_DELAY = 529;

  private final Path path;
  private final InputStream file;
  private final LameTag tag;
  private final Bitstream bitstream;
  private final Decoder decoder = new Decoder();
  private short[] decoded = {};
  private int decodedSamples;
  private int position;
  private long framesLeft;

  private Mp3Source(Path path, InputStream file, LameTag tag) {
    this.path = path;
    this.file = file;
    this.tag = tag;
    this.bitstream = new Bitstream(file);
    this.framesLeft = tag.lengthFrames();
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
  public int sampleRate() {
    return tag.sampleRate();
  }

  @Override
  public int channels() {
    return tag.channels();
  }

  @Override
  public long lengthFrames() {
    return tag.lengthFrames();
  }

  @Override
  public int read(float[] interleaved, int frames) throws IOException {
    if (framesLeft == 0 || !hasDecoded()) {
      return OVER;
    }
    int ready = (decodedSamples - position) / channels();
    int count = (int) Math.min(Math.min(frames, ready), framesLeft);
    for (int i = 0; i < count * channels(); i++) {
      interleaved[i] = decoded[position + i] / FULL_SCALE;
    }
    position += count * channels();
    framesLeft -= count;
    return count;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // Nothing was written, so nothing can be lost.
    }
  }

  private void skip(int frames) throws IOException {
    int left = frames * channels();
    while (left > 0 && hasDecoded()) {
      int skipped = Math.min(left, decodedSamples - position);
      position += skipped;
      left -= skipped;
    }
  }

  /// Decodes the next MP3 frame if the last is used up.
  ///
  /// @return false at the end of the file
  private boolean hasDecoded() throws IOException {
    if (position < decodedSamples) {
      return true;
    }
    // JLayer meets damaged data with exceptions of many kinds.
    try {
      Header header = bitstream.readFrame();
      if (header == null) {
        return false;
      }
      SampleBuffer samples = (SampleBuffer) decoder.decodeFrame(header, bitstream);
      bitstream.closeFrame();
      decoded = samples.getBuffer();
      decodedSamples = samples.getBufferLength();
      position = 0;
      return decodedSamples > 0;
    } catch (JavaLayerException | RuntimeException e) {
      throw new IOException(path + " is damaged", e);
    }
  }
}
