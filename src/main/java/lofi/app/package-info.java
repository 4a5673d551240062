/// Starts, wires and stops the host; makes its threads.
@NullMarked
package lofi.app;

import org.jspecify.annotations.NullMarked;
