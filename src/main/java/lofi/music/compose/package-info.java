/// Writes the notes: form, harmony, rhythm, bass and melody, in beats and never in samples.
@NullMarked
package lofi.music.compose;

import org.jspecify.annotations.NullMarked;
