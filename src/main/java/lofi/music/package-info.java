/// Composes, arranges and synthesises lofi; every sound is made here.
@NullMarked
package lofi.music;

import org.jspecify.annotations.NullMarked;
