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
import java.util.Set;
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

  static final String GOLDEN_PROMPT = "rainy jazz, ambient synth";

  /// Changes whenever the composer's sound changes; then `Composer.MODEL_VERSION` must change too
  /// if a version has been released since.
  static final String GOLDEN = "5247bf93d6b572b7043c1c8dcfb6358c00602880c4b48ddeaf04823b787ee1c4";

  @Test
  void twoSecondsOfAPieceHaveTheHashThatTheyHaveEverywhere() {
    assertEquals(GOLDEN, PcmHashDemo.track(GOLDEN_PROMPT, 7, 2));
  }
}
