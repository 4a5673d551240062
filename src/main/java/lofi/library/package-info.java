/// Keeps finished tracks on disk: ids, files written whole or not at all, and reading them back.
@NullMarked
package lofi.library;

import org.jspecify.annotations.NullMarked;
