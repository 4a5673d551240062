package lofi.nvim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatGeometryTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 40, 80, 200})
  void fitsEveryScreenWithItsBorder(int columns) {
    var content = new FloatContent("Lofi", Collections.nCopies(30, Line.plain("x".repeat(60))));

    FloatGeometry geometry = FloatGeometry.of(content, columns, 24);

    assertTrue(geometry.width() >= 1);
    assertTrue(geometry.column() + geometry.width() + 2 <= Math.max(columns, 3));
    assertTrue(geometry.row() + geometry.height() + 2 <= 22);
  }

  @Test
  void standsInTheMiddle() {
    var content = new FloatContent("Lofi", List.of(Line.plain("x".repeat(38))));

    assertEquals(new FloatGeometry(9, 20, 38, 1), FloatGeometry.of(content, 80, 24));
  }

  @Test
  void hasRoomForItsTitle() {
    var content = new FloatContent("Generation queue", List.of(Line.plain("empty")));

    assertEquals(18, FloatGeometry.of(content, 80, 24).width());
  }
}
