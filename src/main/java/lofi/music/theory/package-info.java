/// What a jazz musician knows by heart: chords, scales, tuning, and how one chord leads to another.
@NullMarked
package lofi.music.theory;

import org.jspecify.annotations.NullMarked;
