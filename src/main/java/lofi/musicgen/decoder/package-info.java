/// The language model that composes: our own decoder step and its kernels on the Vector API.
@NullMarked
package lofi.musicgen.decoder;

import org.jspecify.annotations.NullMarked;
