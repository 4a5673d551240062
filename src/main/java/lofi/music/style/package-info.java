/// Turns a prompt and a seed into a style: tempo, mood, instruments, kit, room and tape.
@NullMarked
package lofi.music.style;

import org.jspecify.annotations.NullMarked;
