/// Turns a prompt into the ids that the text encoder reads.
@NullMarked
package lofi.musicgen.text;

import org.jspecify.annotations.NullMarked;
