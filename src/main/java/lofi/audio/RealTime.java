package lofi.audio;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks code that runs on `lofi-audio`: it never allocates, locks, logs or waits.
///
/// On a type it speaks of every method that is not a constructor.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RealTime {}
