--- Puts options into force, at the start and again whenever the user sources their configuration.
local M = {}

--- @param before lofi.Config
--- @param after lofi.Config
local function reconfigure(before, after)
  require('lofi.host').reconfigure()
  local names = require('lofi.config').restarts(before, after)
  if #names > 0 then
    require('lofi.messages').show(
      ('In force after `:Lofi daemon restart`: %s'):format(table.concat(names, ', ')),
      '',
      vim.log.levels.INFO
    )
  end
end

--- @param opts? table
function M.apply(opts)
  local config = require('lofi.config')
  local host = package.loaded['lofi.host']
  local before = host and host.is_running() and config.get()
  local after = config.setup(opts)
  require('lofi.keymaps').apply(after.keymaps)
  if package.loaded['lofi.state'] then
    require('lofi.state').forget_settings()
  end
  if before then
    reconfigure(before, after)
  end
end

return M
