/// Reads the user's options once, into each feature's own record.
@NullMarked
package lofi.settings;

import org.jspecify.annotations.NullMarked;
