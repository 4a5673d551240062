/// Makes tracks with MusicGen: the host's side of the model worker.
@NullMarked
package lofi.musicgen;

import org.jspecify.annotations.NullMarked;
