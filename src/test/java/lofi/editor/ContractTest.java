package lofi.editor;

import lofi.nvim.FakeNeovim;
import lofi.nvim.PeerNeovim;

/// The contract with nothing of Neovim but its end of the pipe.
class ContractTest extends ContractExamples {
  @Override
  PeerNeovim neovim() {
    return new FakeNeovim();
  }
}
