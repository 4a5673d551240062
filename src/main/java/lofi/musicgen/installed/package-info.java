/// What lies in a model's folder, in any of the layouts that there are.
@NullMarked
package lofi.musicgen.installed;

import org.jspecify.annotations.NullMarked;
