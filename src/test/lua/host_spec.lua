local editor = require('support.editor')
local spec = require('support.spec')
local test, equal, contains = spec.test, spec.equal, spec.contains

test('the first command starts the host, hands it the call and the options', function()
  local nvim = editor.with_fake_host()
  nvim:cmd('Lofi! generate rain on a tin roof')
  nvim:eventually('_G.shaken and _G.heard')

  local call = nvim:lua('return _G.heard[1]')
  contains('/rplugin/lofi/lofi.host:command:Lofi', call[1])
  equal({ 'generate', 'rain', 'on', 'a', 'tin', 'roof' }, call[2])
  equal(1, call[3])
  local shaken = nvim:lua('return _G.shaken')
  equal(0.3, shaken.config.playback.volume)
  equal(nvim.home .. '/cache/nvim/lofi', shaken.paths.cache)
  equal(nvim:lua('return vim.fn.getpid()'), shaken.nvim_pid)
  equal(false, shaken.restarted)
end)

test('a cold command returns before the host has read anything', function()
  local nvim = editor.with_fake_host()
  local millis = nvim:lua([[
    local begin = vim.loop.hrtime()
    vim.cmd('Lofi')
    return (vim.loop.hrtime() - begin) / 1e6
  ]])
  io.stdout:write(('       a cold command took %.1f ms\n'):format(millis))
  assert(millis < 50, millis)
end)
