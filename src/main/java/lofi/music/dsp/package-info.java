/// Small building blocks of sound that give the same bits on every machine.
///
/// At run time they only add, subtract, multiply, divide and take roots; whatever needs a sine or
/// an exponential is computed once with `StrictMath`.
@NullMarked
package lofi.music.dsp;

import org.jspecify.annotations.NullMarked;
