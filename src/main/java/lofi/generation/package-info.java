/// Turns requests into tracks: the queue, progress, cancelling, and what a generator must offer.
@NullMarked
package lofi.generation;

import org.jspecify.annotations.NullMarked;
