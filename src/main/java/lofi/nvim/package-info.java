/// Neovim's API as typed calls, and the registration of this host.
@NullMarked
package lofi.nvim;

import org.jspecify.annotations.NullMarked;
