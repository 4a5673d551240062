--- Chooses among tracks with the picker plugin that is there.
local M = {}

--- By preference: the plugin's module, and ours for it.
local adapters = {
  { plugin = 'telescope', ours = 'lofi.pickers.telescope' },
  { plugin = 'snacks', ours = 'lofi.pickers.snacks' },
  { plugin = 'fzf-lua', ours = 'lofi.pickers.fzf_lua' },
  { plugin = 'mini.pick', ours = 'lofi.pickers.mini' },
}

--- The host asks this for `:Lofi list`, and shows its own window when nothing is there.
--- @return boolean whether a picker will open
function M.list()
  for _, adapter in ipairs(adapters) do
    if pcall(require, adapter.plugin) then
      -- The list comes from the host, which waits for our answer right now.
      vim.schedule(function()
        require(adapter.ours).tracks({})
      end)
      return true
    end
  end
  return false
end

return M
