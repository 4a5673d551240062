/// PCM and the small DSP parts that everything which sounds is made of.
@NullMarked
package lofi.audio;

import org.jspecify.annotations.NullMarked;
