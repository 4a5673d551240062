/// Measures music as a listener's instruments would, independently of the code that made it.
@NullMarked
package lofi.music.measure;

import org.jspecify.annotations.NullMarked;
