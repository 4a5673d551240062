/// MP3: `lame` writes it, JLayer reads it. The door to JLayer.
@NullMarked
package lofi.library.mp3;

import org.jspecify.annotations.NullMarked;
