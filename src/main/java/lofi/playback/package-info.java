/// Plays any source of PCM without a gap: the player, its decks and fades.
@NullMarked
package lofi.playback;

import org.jspecify.annotations.NullMarked;
