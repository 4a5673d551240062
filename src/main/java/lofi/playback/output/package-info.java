/// The door to the sound card.
@NullMarked
package lofi.playback.output;

import org.jspecify.annotations.NullMarked;
