local editor = require('support.editor')
local spec = require('support.spec')
local test, equal, contains = spec.test, spec.equal, spec.contains

local rplugin = editor.root .. '/rplugin/lofi/lofi.host'

--- Writes what `:UpdateRemotePlugins` would have written at another time.
--- @param path string
--- @param specs string
--- @return string home
local function home_with_manifest(path, specs)
  local home = editor.new_home()
  vim.fn.mkdir(home .. '/data/nvim', 'p')
  vim.fn.writefile({
    '" lofi plugins',
    ("call remote#host#RegisterPlugin('lofi', '%s', ["):format(path),
    '      \\ ' .. specs .. ',',
    '     \\ ])',
  }, home .. '/data/nvim/rplugin.vim')
  return home
end

local current_specs = "{'type': 'command', 'name': 'Lofi', 'sync': 'urgent', "
  .. "'opts': {'nargs': '*', 'bang': '', "
  .. "'complete': 'customlist,v:lua.require''lofi.registration''.complete'}}"
local old_specs = "{'type': 'command', 'name': 'Lofi', 'sync': 0, 'opts': {'nargs': '0'}}"

--- @param nvim lofi.test.Editor
local function works(nvim)
  nvim:cmd('Lofi! volume 40')
  nvim:eventually('_G.heard')
  nvim:cmd('Lofi skip')
  nvim:eventually('#_G.heard == 2')

  equal({ rplugin .. ':command:Lofi', { 'volume', '40' }, 1 }, nvim:lua('return _G.heard[1]'))
  equal({ rplugin .. ':command:Lofi', { 'skip' }, 0 }, nvim:lua('return _G.heard[2]'))
  equal({}, nvim:lua('return _G.told'))
end

test('without a manifest :Lofi works, and the remote host is known by its name', function()
  local nvim = editor.with_fake_host()
  works(nvim)
  nvim:eventually('vim.fn["remote#host#IsRunning"]("lofi") == 1')
  equal(rplugin, nvim:lua('return vim.fn["remote#host#PluginsForHost"]("lofi")[1].path'))
end)

test('with a manifest :Lofi works', function()
  works(editor.with_fake_host({ home = home_with_manifest(rplugin, current_specs) }))
end)

test('with a manifest that knows another path :Lofi works', function()
  local old_path = '/old/place/rplugin/lofi/lofi.host'
  works(editor.with_fake_host({ home = home_with_manifest(old_path, current_specs) }))
end)

test('with a manifest that knows other commands :Lofi works', function()
  works(editor.with_fake_host({ home = home_with_manifest(rplugin, old_specs) }))
end)

test('with the remote plugins of Neovim disabled :Lofi works', function()
  works(editor.with_fake_host({ init = 'vim.g.loaded_remote_plugins = 1' }))
end)

test('a plugin that is loaded after the start works, with and without a manifest', function()
  for _, home in ipairs({ editor.new_home(), home_with_manifest(rplugin, current_specs) }) do
    local nvim = editor.with_fake_host({ home = home, root = '' })
    nvim:lua('vim.opt.rtp:prepend(...)', editor.root)
    nvim:cmd('runtime plugin/lofi.lua')
    works(nvim)
  end
end)

test('a manifest starts no host and loads nothing of ours but the stub', function()
  local nvim = editor.with_fake_host({ home = home_with_manifest(rplugin, current_specs) })
  equal(0, nvim:starts())
  equal(vim.NIL, nvim:lua('return package.loaded["lofi.registration"] and "loaded by the start"'))
end)

test(':UpdateRemotePlugins writes a manifest that serves the next Neovim', function()
  local nvim = editor.with_fake_host()
  nvim:cmd('silent UpdateRemotePlugins')
  local manifest = table.concat(vim.fn.readfile(nvim.home .. '/data/nvim/rplugin.vim'), '\n')
  contains(("RegisterPlugin('lofi', '%s'"):format(rplugin), manifest)
  contains("'name': 'Lofi'", manifest)
  contains('--registration', vim.fn.readfile(nvim.home .. '/starts')[1])

  works(editor.with_fake_host({ home = nvim.home }))
end)

test('a plugin that is loaded at its first use keeps out of the manifest', function()
  local nvim = editor.with_fake_host({ root = '' })
  nvim:lua('vim.opt.rtp:prepend(...)', editor.root)
  nvim:cmd('runtime plugin/lofi.lua')
  works(nvim)
  nvim:cmd('silent UpdateRemotePlugins')
  local manifest = table.concat(vim.fn.readfile(nvim.home .. '/data/nvim/rplugin.vim'), '\n')
  equal(nil, manifest:find('lofi.host', 1, true))
end)

test('without a launcher each try names DAEMON_NOT_FOUND and what to do', function()
  local root = editor.new_home() .. '/lofi.nvim'
  vim.fn.mkdir(root, 'p')
  for _, part in ipairs({ 'lua', 'plugin', 'rplugin' }) do
    vim.fn.system({ 'cp', '-R', editor.root .. '/' .. part, root })
  end
  local nvim = editor.start({ root = root })
  nvim:lua([[require('lofi').on('daemon_error', function(err)
    _G.code, _G.keys = err.code, vim.tbl_keys(err)
    table.sort(_G.keys)
  end)]])
  for try = 1, 2 do
    nvim:lua('_G.code = nil')
    nvim:cmd('Lofi play')
    nvim:eventually('#_G.told == ...', try)
    equal('DAEMON_NOT_FOUND', nvim:lua('return _G.code'))
    equal({ 'advice', 'code', 'message' }, nvim:lua('return _G.keys'))
    contains(root .. '/scripts/build', nvim:lua('return _G.told[#_G.told]'))
    contains(':help lofi-install', nvim:lua('return _G.told[#_G.told]'))
  end
end)

test('a wrong daemon.bin is named', function()
  local nvim = editor.with_fake_host({ daemon = { bin = '/nowhere/lofi-daemon' } })
  nvim:cmd('Lofi')
  nvim:eventually('#_G.told == 1')
  contains('/nowhere/lofi-daemon', nvim:told())
end)

test('daemon.bin may be a bundle folder', function()
  local bundle = editor.new_home()
  vim.fn.mkdir(bundle .. '/bin', 'p')
  vim.fn.writefile(
    { '#!/bin/sh', ('exec %s "$@"'):format(editor.fake_daemon) },
    bundle .. '/bin/lofi-daemon'
  )
  vim.fn.setfperm(bundle .. '/bin/lofi-daemon', 'rwxr-xr-x')
  local nvim = editor.with_fake_host({ daemon = { bin = bundle } })
  nvim:cmd('Lofi')
  nvim:eventually('_G.heard')
end)

test('without Java each try names DAEMON_NOT_FOUND and what to do', function()
  local nvim = editor.with_fake_host({ fake = 'exits:78' })
  nvim:lua('require("lofi").on("daemon_error", function(err) _G.code = err.code end)')
  for try = 1, 2 do
    nvim:lua('_G.code = nil')
    nvim:cmd('Lofi play')
    nvim:eventually('#_G.told == ...', try)
    equal('DAEMON_NOT_FOUND', nvim:lua('return _G.code'))
    contains('Java 25', nvim:lua('return _G.told[#_G.told]'))
  end
  equal(2, nvim:starts())
end)

test('the log opens without a host, at its end', function()
  local nvim = editor.with_fake_host()
  local log = nvim.home .. '/state/nvim/lofi.log'
  vim.fn.mkdir(vim.fs.dirname(log), 'p')
  vim.fn.writefile({ 'old', 'older', 'newest' }, log)
  nvim:cmd('Lofi log')
  equal(log, nvim:lua('return vim.api.nvim_buf_get_name(0)'))
  equal('newest', nvim:lua('return vim.api.nvim_get_current_line()'))
  equal(0, nvim:starts())
end)

local function completes(nvim, line)
  return nvim:lua('return vim.fn.getcompletion(..., "cmdline")', line)
end

test('completion knows subcommands and what the host said last, and starts nothing', function()
  local nvim = editor.with_fake_host()
  equal({ 'pause', 'play', 'prompt' }, completes(nvim, 'Lofi p'))
  equal({ 'start', 'stop', 'restart' }, completes(nvim, 'Lofi daemon '))
  equal({}, completes(nvim, 'Lofi play '))
  nvim:lua([[require('lofi.state').update({
    tracks = { ids = { 'a1b2c3d4', 'a1ffffff', 'b0000000' } },
    devices = {
      { name = 'Built-in Output' },
      { name = 'Built-in Speaker' },
      { name = 'HDMI' },
      { name = 'HDMI' },
    },
    prompts = { 'rain on a tin roof', 'late night' },
    queue = { current = { track_id = 'cccccccc' }, pending = { { track_id = 'c0c0c0c0' } } },
  })]])
  equal({ 'a1b2c3d4', 'a1ffffff' }, completes(nvim, 'Lofi play a1'))
  equal({ 'Output', 'Speaker' }, completes(nvim, 'Lofi device Built-in '))
  equal({ 'tin roof' }, completes(nvim, 'Lofi generate rain on a t'))
  equal({ 'c0c0c0c0' }, completes(nvim, 'Lofi cancel '))
  equal({ 'cccccccc', 'c0c0c0c0' }, completes(nvim, 'Lofi! cancel '))
  equal({ '10', '100' }, completes(nvim, 'Lofi volume 1'))
  equal({ 'drums' }, completes(nvim, 'Lofi mix d'))
  equal({ '150', '10', '100' }, completes(nvim, 'Lofi mix drums 1'))
  equal({}, completes(nvim, 'Lofi mix cowbell 1'))
  equal(0, nvim:starts())
end)

test('completion is the same once the host serves the command', function()
  local nvim = editor.with_fake_host()
  nvim:cmd('Lofi')
  nvim:eventually('vim.fn["remote#host#IsRunning"]("lofi") == 1')
  equal({ 'start', 'stop', 'restart' }, completes(nvim, 'Lofi daemon '))
  equal({ 'pause', 'play', 'prompt' }, completes(nvim, 'Lofi p'))
end)

test('special characters reach the host as they were typed', function()
  local nvim = editor.with_fake_host()
  for try, text in ipairs({ 'a|b "c" %x <lt> ünï', 'a|b "c" %x <lt> ünï' }) do
    nvim:cmd('Lofi generate ' .. text)
    nvim:eventually('_G.heard and #_G.heard == ...', try)
    equal('generate ' .. text, table.concat(nvim:lua('return _G.heard[#_G.heard][2]'), ' '))
    nvim:eventually('vim.fn["remote#host#IsRunning"]("lofi") == 1')
  end
end)
