/// The studio: plays a song's notes through buses, room, tape and limiter, block by block.
@NullMarked
package lofi.music.mix;

import org.jspecify.annotations.NullMarked;
