/// JSON as plain Java values, whole or as a stream; the only place that knows its grammar.
@NullMarked
package lofi.json;

import org.jspecify.annotations.NullMarked;
