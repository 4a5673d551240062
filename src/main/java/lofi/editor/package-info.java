/// What Neovim may ask and what it is told.
@NullMarked
package lofi.editor;

import org.jspecify.annotations.NullMarked;
