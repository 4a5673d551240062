--- The default keys, which exist only after `setup()`, and what the volume keys do.
local M = {}

--- @type table<string, string>
local descriptions = {
  toggle = 'lofi: play or pause',
  generate = 'lofi: make a track',
  stop = 'lofi: stop',
  skip = 'lofi: next track',
  volume_up = 'lofi: louder',
  volume_down = 'lofi: softer',
  prompt = 'lofi: make a track from a prompt',
  status = 'lofi: show the state',
}

--- The keys that we have set, by action.
--- @type table<string, string>
local ours = {}

--- @param action string
--- @return string
local function target(action)
  return '<Plug>(lofi-' .. action:gsub('_', '-') .. ')'
end

--- @param action string
local function remove(action)
  local lhs = ours[action]
  ours[action] = nil
  if lhs and vim.fn.maparg(lhs, 'n') == target(action) then
    vim.keymap.del('n', lhs)
  end
end

--- @param action string
--- @param lhs string|false
local function add(action, lhs)
  if not lhs or lhs == '' or vim.fn.maparg(lhs, 'n') ~= '' then
    return
  end
  vim.keymap.set('n', lhs, target(action), { desc = descriptions[action] })
  ours[action] = lhs
end

--- Sets the keys of the options and removes those of before. A key that the user has mapped stays
--- the user's.
--- @param keymaps lofi.Config.Keymaps
function M.apply(keymaps)
  for action in pairs(descriptions) do
    remove(action)
  end
  for action in pairs(descriptions) do
    add(action, keymaps[action])
  end
end

--- Says how loud it is now, as `:Lofi volume` does. The next key counts from there, even if the
--- host has not answered yet.
--- @param by number
function M.change_volume(by)
  local state = require('lofi.state')
  local percent = math.floor((state.volume() + by) * 100 + 0.5)
  percent = math.max(0, math.min(100, percent))
  state.expect_volume(percent / 100)
  vim.cmd('Lofi volume ' .. percent)
end

return M
