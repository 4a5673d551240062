/// Where model files come from: catalogue, download, verification.
@NullMarked
package lofi.weights;

import org.jspecify.annotations.NullMarked;
