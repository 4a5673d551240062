/// Turns a published checkpoint into the packed weights that our decoder maps into memory.
@NullMarked
package lofi.musicgen.convert;

import org.jspecify.annotations.NullMarked;
