/// Random numbers with names: the same seed and name give the same numbers everywhere.
@NullMarked
package lofi.music.random;

import org.jspecify.annotations.NullMarked;
