/// The door to ONNX Runtime: text encoder, audio codec, the published decoders, and our own graphs.
@NullMarked
package lofi.musicgen.onnx;

import org.jspecify.annotations.NullMarked;
