/// The beds of sound under the music: weather, places, and worn machines.
@NullMarked
package lofi.music.ambience;

import org.jspecify.annotations.NullMarked;
