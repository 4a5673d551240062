package lofi.library;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import lofi.audio.PcmSource;
import lofi.audio.SixteenBit;
import lofi.audio.WavFormat;
import org.jspecify.annotations.Nullable;

/// The audio of a track that is still being made, between the one that writes it and those who play
/// it already.
///
/// All of them read from one open file, each at its own place, so that it does no harm when the
/// file gets its name or is deleted. The last to leave closes it.
final class GrowingAudio {
  private final Track expected;
  private final FileChannel file;

  // Guarded by the monitor.
  private long frames;
  private int users = 1;
  private boolean isOver;
  private @Nullable Track whole;

  private GrowingAudio(Track expected, FileChannel file) {
    this.expected = expected;
    this.file = file;
  }

  /// @param expected the track as it will be
  /// @param wav what is written of it
  static GrowingAudio open(Track expected, Path wav) throws IOException {
    return new GrowingAudio(expected, FileChannel.open(wav, StandardOpenOption.READ));
  }

  Track expected() {
    return expected;
  }

  // The writer's side

  /// So many audio frames can be read by now.
  synchronized void grewTo(long written) {
    frames = written;
    notifyAll();
  }

  /// It is whole, and in the library.
  synchronized void finished(Track track) {
    whole = track;
  }

  /// Nothing more will come: unless it is `finished`, it is broken off.
  synchronized void writerLeaves() {
    isOver = true;
    notifyAll();
    leave();
  }

  // The readers' side

  /// Reads it from the front, and waits where nothing is written yet.
  synchronized PcmSource source() {
    if (isOver) {
      return new TrackSource(whole == null ? expected : whole);
    }
    users++;
    return new Reader();
  }

  /// @return how many audio frames there are, more than `position`; not more if it is over
  private synchronized long await(long position) throws IOException {
    try {
      while (frames <= position && !isOver) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Nobody waits for the rest any more", e);
    }
    if (frames <= position && whole == null) {
      throw new IOException("the rest could not be made");
    }
    return frames;
  }

  private synchronized void leave() {
    users--;
    if (users == 0) {
      try {
        file.close();
      } catch (IOException e) {
        // It was open for reading only.
      }
    }
  }

  private final class Reader implements PcmSource {
    private final int bytesPerFrame = WavFormat.BYTES_PER_SAMPLE * expected.channels();
    private long position;
    private boolean isClosed;

    @Override
    public int sampleRate() {
      return expected.sampleRate();
    }

    @Override
    public int channels() {
      return expected.channels();
    }

    @Override
    public long lengthFrames() {
      return expected.lengthFrames();
    }

    @Override
    public int read(float[] interleaved, int wanted) throws IOException {
      long ready = await(position) - position;
      int count = (int) Math.min(wanted, ready);
      if (count <= 0) {
        return OVER;
      }
      ByteBuffer bytes = WavFormat.littleEndian(count * bytesPerFrame);
      long from = WavFormat.HEADER_BYTES + position * bytesPerFrame;
      while (bytes.hasRemaining()) {
        if (file.read(bytes, from + bytes.position()) < 0) {
          throw new IOException("its file was cut off");
        }
      }
      bytes.flip();
      for (int i = 0; i < count * channels(); i++) {
        interleaved[i] = SixteenBit.toFloat(bytes.getShort());
      }
      position += count;
      return count;
    }

    @Override
    public void close() {
      if (!isClosed) {
        isClosed = true;
        leave();
      }
    }
  }
}
