/// What the host and the model worker say to each other, as records with a wire form.
@NullMarked
package lofi.musicgen.protocol;

import org.jspecify.annotations.NullMarked;
