/// The second process: it owns the model, makes one piece at a time and streams its audio.
@NullMarked
package lofi.musicgen.worker;

import org.jspecify.annotations.NullMarked;
