package lofi.music;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import lofi.audio.BeatGrid;
import lofi.generation.SongStream;
import lofi.generation.SongStream.Song;
import lofi.generation.StreamGenerator.StreamRequest;
import lofi.library.TrackId;

/// The first seconds of a stream on disk: a head, which says of which stream and of which song, and
/// the samples as the composer made them, so that the stream can go on behind them to the sample.
///
/// A checksum of everything stands at the end; what does not fit it, or was made by another version
/// of the composer, is not an opening.
final class OpeningFile implements AutoCloseable {
  private static final String MAGIC = "lofi opening 1";
  private static final int CHECKSUM_BYTES = Long.BYTES;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int BYTES_PER_FRAME = 2 * Float.BYTES;
  private static final int LARGEST_HEAD = 32 * 1024;

  private final FileChannel file;
  private final Song song;
  private final long end;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);

  private OpeningFile(FileChannel file, Song song, long end) {
    this.file = file;
    this.song = song;
    this.end = end;
    bytes.limit(0);
  }

  /// Writes the next `frames` audio frames of `stream` under a temporary name first, so that no
  /// reader ever sees half of a file.
  static void write(Path path, StreamRequest request, SongStream stream, int frames)
      throws IOException {
    Path unfinished =
        path.resolveSibling(path.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      try (FileChannel file = FileChannel.open(unfinished, CREATE, TRUNCATE_EXISTING, WRITE)) {
        writeTo(file, request, stream, frames);
        file.force(true);
      }
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void writeTo(
      FileChannel file, StreamRequest request, SongStream stream, int frames) throws IOException {
    var checksum = new CRC32();
    float[] chunk = new float[BUFFER_BYTES / Float.BYTES];
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    int first = stream.read(chunk, Math.min(frames, chunk.length / 2));
    put(file, checksum, ByteBuffer.wrap(head(request, stream.songAt(0))));
    for (int done = 0, count = first; done < frames; ) {
      buffer.clear();
      buffer.asFloatBuffer().put(chunk, 0, 2 * count);
      put(file, checksum, buffer.limit(count * BYTES_PER_FRAME));
      done += count;
      count = done < frames ? stream.read(chunk, Math.min(frames - done, chunk.length / 2)) : 0;
    }
    putAll(file, ByteBuffer.allocate(CHECKSUM_BYTES).putLong(checksum.getValue()).flip());
  }

  private static void put(FileChannel file, CRC32 checksum, ByteBuffer bytes) throws IOException {
    checksum.update(bytes.duplicate());
    putAll(file, bytes);
  }

  private static void putAll(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /// Opens the file if it is whole and begins the stream of `request`.
  ///
  /// @throws IOException when it is not, or cannot be read
  static OpeningFile open(Path path, StreamRequest request) throws IOException {
    FileChannel file = FileChannel.open(path, READ);
    try {
      long end = file.size() - CHECKSUM_BYTES;
      requireWhole(file, end);
      file.position(0);
      ByteBuffer length = read(file, ByteBuffer.allocate(Integer.BYTES));
      int headBytes = length.getInt();
      require(headBytes > 0 && headBytes <= LARGEST_HEAD, "its head has no sensible length");
      Song song = song(read(file, ByteBuffer.allocate(headBytes)).array(), request);
      return new OpeningFile(file, song, end);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e instanceof IOException failure ? failure : new IOException("Not an opening", e);
    }
  }

  /// The song that begins with it.
  Song song() {
    return song;
  }

  /// Reads on; 0 at the end.
  int read(float[] interleaved, int frames) throws IOException {
    int done = 0;
    while (done < frames && refill()) {
      int count = Math.min(frames - done, bytes.remaining() / BYTES_PER_FRAME);
      bytes.asFloatBuffer().get(interleaved, 2 * done, 2 * count);
      bytes.position(bytes.position() + count * BYTES_PER_FRAME);
      done += count;
    }
    return done;
  }

  private boolean refill() throws IOException {
    if (bytes.remaining() < BYTES_PER_FRAME) {
      bytes.compact();
      long left = end - file.position();
      bytes.limit((int) Math.min(bytes.capacity(), bytes.position() + left));
      while (bytes.hasRemaining() && file.read(bytes) >= 0) {}
      bytes.flip();
    }
    return bytes.remaining() >= BYTES_PER_FRAME;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // Everything that was wanted of it has been read.
    }
  }

  private static void requireWhole(FileChannel file, long end) throws IOException {
    require(end > 0, "it is too short");
    var checksum = new CRC32();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    for (long left = end; left > 0; ) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), left));
      require(file.read(buffer) > 0, "it is cut off");
      left -= buffer.position();
      checksum.update(buffer.flip());
    }
    long expected = read(file, ByteBuffer.allocate(CHECKSUM_BYTES)).getLong();
    require(expected == checksum.getValue(), "its checksum is wrong");
  }

  private static ByteBuffer read(FileChannel file, ByteBuffer whole) throws IOException {
    while (whole.hasRemaining()) {
      require(file.read(whole) > 0, "it is cut off");
    }
    return whole.flip();
  }

  private static byte[] head(StreamRequest request, Song song) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeInt(0);
    out.writeUTF(MAGIC);
    out.writeUTF(Composer.MODEL_VERSION);
    out.writeUTF(request.prompt().text());
    out.writeLong(request.seed());
    out.writeUTF(song.trackId().hex());
    out.writeLong(song.seed());
    out.writeLong(song.lengthFrames());
    out.writeDouble(song.bpm());
    out.writeUTF(song.key());
    out.writeDouble(song.beatGrid().framesPerBar());
    out.writeLong(song.beatGrid().firstBarFrame());
    writeMap(out, song.style());
    byte[] head = bytes.toByteArray();
    ByteBuffer.wrap(head).putInt(head.length - Integer.BYTES);
    return head;
  }

  private static Song song(byte[] head, StreamRequest request) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(head));
    require(in.readUTF().equals(MAGIC), "it begins otherwise");
    require(in.readUTF().equals(Composer.MODEL_VERSION), "another composer made it");
    // Not as a StreamRequest: to compare records for the first time takes a JVM 15 ms.
    require(request.firstSong() == 0, "a stream does not begin with its second song");
    require(in.readUTF().equals(request.prompt().text()), "it begins another prompt's stream");
    require(in.readLong() == request.seed(), "it begins another stream");
    return new Song(
        0,
        new TrackId(in.readUTF()),
        request.prompt(),
        in.readLong(),
        0,
        in.readLong(),
        in.readDouble(),
        in.readUTF(),
        new BeatGrid(in.readDouble(), in.readLong()),
        readMap(in));
  }

  /// A style holds words, numbers, and tables of the same.
  private static void writeMap(DataOutputStream out, Map<?, ?> map) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.writeUTF(String.valueOf(entry.getKey()));
      switch (entry.getValue()) {
        case Map<?, ?> inner -> {
          out.writeByte('m');
          writeMap(out, inner);
        }
        case Number number -> {
          out.writeByte('n');
          out.writeDouble(number.doubleValue());
        }
        case Object word -> {
          out.writeByte('w');
          out.writeUTF(word.toString());
        }
      }
    }
  }

  private static Map<String, Object> readMap(DataInputStream in) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      String name = in.readUTF();
      map.put(
          name,
          switch (in.readByte()) {
            case 'm' -> readMap(in);
            case 'n' -> in.readDouble();
            default -> in.readUTF();
          });
    }
    return map;
  }

  private static void require(boolean holds, String complaint) throws IOException {
    if (!holds) {
      throw new IOException("Not an opening that can be used: " + complaint);
    }
  }
}
