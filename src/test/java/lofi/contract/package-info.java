/// What the design document promises, once more and without the program: the other side of the
/// tests that compare the two.
@NullMarked
package lofi.contract;

import org.jspecify.annotations.NullMarked;
