/// Programs for the command line, which may speak on standard output.
@NullMarked
package lofi.app.cli;

import org.jspecify.annotations.NullMarked;
