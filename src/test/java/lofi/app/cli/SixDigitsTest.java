package lofi.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import lofi.json.Json;
import org.junit.jupiter.api.Test;

class SixDigitsTest {
  @Test
  void roundsEveryNumberOfAReport() {
    Object report =
        List.of(
            Map.of("startSec", 1.23456789), 30.0, -0.0, 1e-9, 2.5e7, 0.0000005, 0.0000015, 7, "a");

    assertEquals(
        "[{\"startSec\":1.234568},30,0,0,25000000,0,0.000002,7,\"a\"]",
        Json.write(SixDigits.of(report)));
  }
}
