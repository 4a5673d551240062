/// Reads what a model's publisher wrote: JSON files and safetensors, none of which is trusted.
@NullMarked
package lofi.musicgen.checkpoint;

import org.jspecify.annotations.NullMarked;
