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

  @Test
  void wrapsBetweenWordsAndKeepsTheColours() {
    Line line = Line.of(new Span(" Prompt  ", "Title"), Span.plain("rain on a tin roof"));

    List<Line> lines = line.wrappedAt(9).fitTo(18);

    assertEquals(
        List.of(" Prompt  rain on a", "         tin roof"),
        lines.stream().map(Line::text).toList());
    assertEquals(List.of(new Line.Mark(0, 9, "Title")), lines.getFirst().marks());
  }

  @Test
  void breaksAWordThatIsLongerThanALine() {
    assertEquals(
        List.of("xxxx", "  xx", "  xx", "  雨", "  雨"),
        Line.plain("xxxxxxxx雨雨").wrappedAt(2).fitTo(4).stream().map(Line::text).toList());
  }

  @Test
  void wrapsNothingThatFitsOrThatDoesNotWantIt() {
    assertEquals(1, Line.plain("rain on a roof").wrappedAt(0).fitTo(14).size());
    assertEquals(1, Line.plain("rain on a roof").fitTo(4).size());
  }
}
