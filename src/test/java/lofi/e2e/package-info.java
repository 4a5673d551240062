/// The whole product at once: a real Neovim with a screen, the built host, a recorded sound card.
@NullMarked
package lofi.e2e;

import org.jspecify.annotations.NullMarked;
