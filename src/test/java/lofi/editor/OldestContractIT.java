package lofi.editor;

import lofi.nvim.PeerNeovim;
import lofi.nvim.RealNeovim;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The contract in the oldest Neovim that we test, whose Lua and messages are others.
@EnabledIfSystemProperty(named = "nvim.old", matches = ".+")
class OldestContractIT extends ContractIT {
  @Override
  PeerNeovim neovim() throws Exception {
    return new RealNeovim(System.getProperty("nvim.old", "nvim"), folder);
  }
}
