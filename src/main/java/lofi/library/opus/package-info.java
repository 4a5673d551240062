/// Opus in Ogg, written and read by libraries: Concentus codes the sound, vorbis-java packs it. The
/// door to both.
@NullMarked
package lofi.library.opus;

import org.jspecify.annotations.NullMarked;
