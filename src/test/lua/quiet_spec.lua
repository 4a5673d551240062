-- Nothing of lofi runs in Neovim while nothing plays.
local editor = require('support.editor')
local spec = require('support.spec')
local test, equal = spec.test, spec.equal

--- Keeps every timer that lofi makes.
local KEEP_TIMERS = [[
  _G.timers = {}
  local uv = vim.uv or vim.loop
  local new_timer = uv.new_timer
  uv.new_timer = function()
    local timer = new_timer()
    if debug.getinfo(2, 'S').source:find('/lua/lofi/', 1, true) then
      table.insert(_G.timers, timer)
    end
    return timer
  end
]]

--- The timers and autocommands of lofi that could run now.
local WHAT_RUNS = [[
  local root = ...
  local timers = vim.tbl_filter(function(timer)
    return not timer:is_closing() and timer:is_active()
  end, _G.timers)
  local autocommands = {}
  for _, autocommand in ipairs(vim.api.nvim_get_autocmds({})) do
    local source = type(autocommand.callback) == 'function'
      and debug.getinfo(autocommand.callback, 'S').source or ''
    local is_ours = (autocommand.group_name or ''):find('^lofi')
      or vim.startswith(source, '@' .. root)
    -- Neovim leaves once: waiting for that costs nothing.
    if is_ours and autocommand.event ~= 'VimLeavePre' then
      table.insert(autocommands, autocommand.event .. ' ' .. (autocommand.pattern or ''))
    end
  end
  return { timers = #timers, autocommands = autocommands }
]]

--- @param init? string
--- @return lofi.test.Editor
local function start(init)
  return editor.with_fake_host({ init = KEEP_TIMERS .. (init or '') })
end

--- @param nvim lofi.test.Editor
--- @return { timers: integer, autocommands: string[] }
local function what_runs(nvim)
  return nvim:lua(WHAT_RUNS, editor.root)
end

--- A manifest or `:UpdateRemotePlugins` asks for the host by this one; nothing else sources that
--- file.
local WAITS_FOR_REMOTE_PLUGINS = { 'SourcePost */autoload/remote/host.vim' }

test('before the first command no timer and no autocommand runs', function()
  local nvim = start('require("lofi").setup()')
  equal({ timers = 0, autocommands = WAITS_FOR_REMOTE_PLUGINS }, what_runs(nvim))
end)

test('while the music is stopped no timer and no autocommand runs', function()
  local nvim = start('require("lofi").setup()')
  nvim:cmd('Lofi')
  nvim:eventually('_G.heard')
  nvim:lua([[require('lofi.state').update({
    playback = { state = 'playing', position_sec = 1, duration_sec = 60, volume = 0.3 },
    statusline = '▶ ♪ rain',
  })]])
  nvim:lua([[require('lofi.state').update({
    playback = { state = 'stopped', volume = 0.3 }, statusline = '',
  })]])
  nvim:eventually('vim.fn["remote#host#IsRunning"]("lofi") == 1')
  spec.eventually('nothing runs', function()
    return vim.deep_equal({ timers = 0, autocommands = {} }, what_runs(nvim))
  end)
end)

test('after the host has left no timer and no autocommand runs', function()
  local nvim = start()
  nvim:cmd('Lofi')
  nvim:eventually('_G.heard')
  assert(nvim:lua('return #_G.timers') > 0, 'the timers of a start are seen')
  nvim:lua('require("lofi.host").stop()')
  nvim:eventually('not require("lofi.host").is_running()')
  spec.eventually('nothing runs', function()
    return vim.deep_equal({ timers = 0, autocommands = {} }, what_runs(nvim))
  end)
end)
