package lofi.editor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lofi.audio.PcmSource;

/// A piece as a picture of text: the loudest moment of each column as a bar.
final class Waveform {
  private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";
  private static final int CHUNK_FRAMES = 8_192;

  private Waveform() {}

  /// Reads the whole piece and closes it.
  static List<String> draw(PcmSource piece, int columns, int rows) throws IOException {
    try (piece) {
      float[] peaks = peaks(piece, columns);
      List<String> lines = new ArrayList<>();
      for (int row = rows - 1; row >= 0; row--) {
        lines.add(line(peaks, row, rows));
      }
      return lines;
    }
  }

  private static float[] peaks(PcmSource piece, int columns) throws IOException {
    float[] peaks = new float[columns];
    float[] chunk = new float[CHUNK_FRAMES * piece.channels()];
    long position = 0;
    for (int read = piece.read(chunk, CHUNK_FRAMES);
        read != PcmSource.OVER;
        read = piece.read(chunk, CHUNK_FRAMES)) {
      for (int i = 0; i < read * piece.channels(); i++) {
        long frame = position + i / piece.channels();
        int column = (int) Math.min(columns - 1, frame * columns / piece.lengthFrames());
        peaks[column] = Math.max(peaks[column], Math.abs(chunk[i]));
      }
      position += read;
    }
    return peaks;
  }

  private static String line(float[] peaks, int row, int rows) {
    StringBuilder line = new StringBuilder();
    for (float peak : peaks) {
      long eighths = Math.round(peak * rows * 8) - row * 8L;
      line.append(EIGHTHS.charAt(Math.clamp(eighths, 0, 8)));
    }
    return line.toString();
  }
}
