/// The door to TarsosDSP.
@NullMarked
package lofi.audio.tarsos;

import org.jspecify.annotations.NullMarked;
