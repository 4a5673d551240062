package lofi.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import lofi.music.mix.StemGains;
import org.junit.jupiter.api.Test;

/// The same seed gives the same bits on every machine.
class BitIdentityTest {
  /// What IEEE 754 and the Java language define to the last bit.
  private static final Set<String> EXACT =
      Set.of("floor", "sqrt", "abs", "min", "max", "floorMod", "floorDiv", "ceil");

  private static final ArchCondition<com.tngtech.archunit.core.domain.JavaClass> CALL_EXACT_MATHS =
      new ArchCondition<>("call only maths with one possible result") {
        @Override
        public void check(com.tngtech.archunit.core.domain.JavaClass type, ConditionEvents events) {
          for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
            boolean inexact =
                call.getTargetOwner().isEquivalentTo(Math.class)
                    && !EXACT.contains(call.getTarget().getName());
            if (inexact) {
              events.add(SimpleConditionEvent.violated(type, call.getDescription()));
            }
          }
        }
      };

  private static final JavaClasses MUSIC =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("lofi.music");

  @Test
  void theComposerCallsNoMathsThatMachinesMayRoundDifferently() {
    ArchRuleDefinition.classes().should(CALL_EXACT_MATHS).check(MUSIC);
  }

  @Test
  void aSineFromTheMathClassWouldBeCaught() {
    JavaClasses broken = new ClassFileImporter().importClasses(InexactSine.class);

    assertThrows(
        AssertionError.class,
        () -> ArchRuleDefinition.classes().should(CALL_EXACT_MATHS).check(broken));
  }

  static final class InexactSine implements java.util.function.DoubleUnaryOperator {
    @Override
    public double applyAsDouble(double x) {
      return Math.sin(x);
    }
  }

  @Test
  void twoSecondsOfAPieceHaveTheHashThatTheyHaveEverywhere() {
    assertEquals(GOLDEN, hashOfPiece());
  }

  /// Changes whenever the composer's sound changes; then `Composer.MODEL_VERSION` must change too
  /// if a version has been released since.
  private static final String GOLDEN = "8360bb3f615df091";

  private static String hashOfPiece() {
    var track = new TrackRenderer("lofi", 7, 2);
    TrackRenderer.Playback playback = track.open(1, new StemGains());
    float[] chunk = new float[2 * 4_096];
    MessageDigest digest = sha256();
    for (int n = playback.read(chunk, 4_096); n > 0; n = playback.read(chunk, 4_096)) {
      ByteBuffer bytes = ByteBuffer.allocate(8 * n);
      bytes.asFloatBuffer().put(chunk, 0, 2 * n);
      digest.update(bytes.array());
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
