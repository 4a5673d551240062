/// The instruments: each makes one note from numbers alone, without a recorded sample.
@NullMarked
package lofi.music.synth;

import org.jspecify.annotations.NullMarked;
