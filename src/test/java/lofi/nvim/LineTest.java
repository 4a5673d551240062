package lofi.nvim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {

  @Test
  void countsScreenColumnsAndNotCharacters() {
    assertEquals(4, Line.plain("lofi").columns());
    assertEquals(4, Line.plain("雨音").columns());
    assertEquals(2, Line.plain("🎵").columns());
    assertEquals(1, Line.plain("e\u0301").columns());
  }

  @Test
  void marksColouredSpansInBytes() {
    var line = Line.of(Span.plain("é"), new Span("ü", "Title"), new Span("", "Comment"));

    assertEquals(List.of(new Line.Mark(2, 4, "Title")), line.marks());
  }

  @Test
  void isOneLineWhateverItsTextHolds() {
    assertEquals("rain on  a roof ", Line.plain("rain\non\r\na\0roof\n").text());
  }
}
