local editor = require('support.editor')
local spec = require('support.spec')
local test, equal, contains = spec.test, spec.equal, spec.contains

local pauses_are_short = [[
  require('lofi.host').pauses_after_crash = { 1, 1, 1 }
]]

local remembers_events = [[
  _G.events = {}
  for _, name in ipairs(require('lofi.events').names) do
    require('lofi').on(name, function(data) table.insert(_G.events, { name, data }) end)
  end
]]

--- @param nvim lofi.test.Editor
--- @return string[]
local function names(nvim)
  return vim.tbl_map(function(event)
    return event[1]
  end, nvim:lua('return _G.events'))
end

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
  equal(nvim.home .. '/state/nvim/lofi.log', shaken.log_file)
  equal(nvim:lua('return vim.fn.getpid()'), shaken.nvim_pid)
  equal(false, shaken.restarted)
end)

test('the colours yield to those of the user', function()
  local nvim = editor.with_fake_host({
    init = 'vim.api.nvim_set_hl(0, "LofiBar", { link = "ErrorMsg" })',
  })
  nvim:cmd('Lofi')
  nvim:eventually('_G.shaken')
  equal('ErrorMsg', nvim:lua('return vim.api.nvim_get_hl(0, { name = "LofiBar" }).link'))
  equal('Comment', nvim:lua('return vim.api.nvim_get_hl(0, { name = "LofiLabel" }).link'))
end)

test('the host is told its idle time-out and its PID file', function()
  local nvim = editor.with_fake_host({ daemon = { idle_timeout_sec = 7 } })
  nvim:cmd('Lofi')
  nvim:eventually('_G.shaken')

  local flags = vim.fn.readfile(nvim.home .. '/starts')[1]
  local pid = nvim:lua('return vim.fn.getpid()')
  equal(('--idle-timeout 7 --pid-file %s/run/lofi-daemon-%d.pid'):format(nvim.home, pid), flags)
end)

test('a cold command returns before the host has read anything', function()
  local best = math.huge
  for _ = 1, 3 do
    local nvim = editor.with_fake_host()
    local millis = nvim:lua([[
      local begin = vim.loop.hrtime()
      vim.cmd('Lofi')
      return (vim.loop.hrtime() - begin) / 1e6
    ]])
    best = math.min(best, millis)
    equal('starting', nvim:lua('return require("lofi.host").state()'))
  end
  io.stdout:write(('       a cold command returned after %.1f ms\n'):format(best))
  assert(best < 100, best)
end)

test('commands on a warm host go straight to it, in order', function()
  local nvim = editor.with_fake_host()
  nvim:cmd('Lofi')
  nvim:eventually('_G.heard')
  nvim:cmd('Lofi volume 40')
  nvim:cmd('Lofi skip')
  nvim:eventually('#_G.heard == 3')

  equal({ 'volume', '40' }, nvim:lua('return _G.heard[2][2]'))
  equal({ 'skip' }, nvim:lua('return _G.heard[3][2]'))
  equal(0, nvim:lua('return _G.heard[3][3]'))
  equal(1, nvim:starts())
end)

test('a crashed host comes back with the options, and the user is told once', function()
  local nvim = editor.with_fake_host({ init = pauses_are_short .. remembers_events })
  nvim:cmd('Lofi')
  nvim:eventually('_G.shaken')
  nvim:lua('_G.shaken = nil require("lofi.host").notify("fake", { order = "crash", code = 9 })')
  nvim:eventually('_G.shaken')
  nvim:eventually('#_G.told > 0')

  equal(true, nvim:lua('return _G.shaken.restarted'))
  equal(0.3, nvim:lua('return _G.shaken.config.playback.volume'))
  equal({ 'daemon_exit', 'daemon_error', 'daemon_restart' }, names(nvim))
  equal({ code = 9 }, nvim:lua('return _G.events[1][2]'))
  equal('DAEMON_CRASH', nvim:lua('return _G.events[2][2].code'))
  equal(1, nvim:lua('return #_G.told'))
end)

test('a host that crashes at once again and again is given up with one message', function()
  local nvim = editor.with_fake_host({ fake = 'exits:3', init = pauses_are_short })
  nvim:cmd('Lofi')
  nvim:eventually('#_G.told > 0')

  equal(4, nvim:starts())
  equal(1, nvim:lua('return #_G.told'))
  contains('the fake host cannot start', nvim:told())
  contains('crashed 4 times in a minute', nvim:told())
end)

test('after a crash loop the next command is one new try', function()
  local nvim = editor.with_fake_host({ fake = 'exits:3', init = pauses_are_short })
  nvim:cmd('Lofi')
  nvim:eventually('#_G.told == 1')
  nvim:cmd('Lofi play')
  nvim:eventually('#_G.told == 2')

  equal(5, nvim:starts())
end)

test('a host that crashes after each handshake does not go on for ever', function()
  local nvim = editor.with_fake_host({ fake = 'crashes:3', init = pauses_are_short })
  nvim:cmd('Lofi')
  nvim:eventually('(_G.told[#_G.told] or ""):find("4 times", 1, true)')

  equal(4, nvim:starts())
  equal(2, nvim:lua('return #_G.told'))
end)

test('with restart_on_crash off, only the next command starts the host again', function()
  local nvim = editor.with_fake_host({ daemon = { restart_on_crash = false } })
  nvim:cmd('Lofi')
  nvim:eventually('_G.shaken')
  nvim:lua('require("lofi.host").notify("fake", { order = "crash" })')
  nvim:eventually('#_G.told > 0')
  equal(1, nvim:starts())

  nvim:lua('_G.heard = nil')
  nvim:cmd('Lofi play')
  nvim:eventually('_G.heard')
  equal({ 'play' }, nvim:lua('return _G.heard[1][2]'))
  equal(2, nvim:starts())
end)

test('a host that leaves because it was idle has not crashed', function()
  local nvim = editor.with_fake_host({ init = remembers_events })
  nvim:cmd('Lofi')
  nvim:eventually('_G.shaken')
  nvim:lua('require("lofi.host").notify("fake", { order = "crash", code = 0 })')
  nvim:eventually('require("lofi.host").state() == "absent"')

  equal({ 'daemon_exit' }, names(nvim))
  equal({}, nvim:lua('return _G.told'))
  nvim:lua('_G.heard = nil')
  nvim:cmd('Lofi')
  nvim:eventually('_G.heard')
end)

test('a host that never calls is ended and told as DAEMON_TIMEOUT', function()
  local nvim = editor.with_fake_host({
    fake = 'silent',
    init = remembers_events .. 'require("lofi.host").patience.handshake = 100',
  })
  nvim:cmd('Lofi')
  nvim:eventually('#_G.told > 0 and require("lofi.host").state() == "absent"')

  contains('has not answered', nvim:told())
  equal('DAEMON_TIMEOUT', nvim:lua('return _G.events[1][2].code'))
  equal(1, nvim:starts())
end)

test('a request to a host that never calls returns DAEMON_TIMEOUT', function()
  local nvim = editor.with_fake_host({
    fake = 'silent',
    init = 'require("lofi.host").patience.ready = 50',
  })
  local answer = nvim:lua([[
    local id = require('lofi').generate({}, function(err) _G.err = err end)
    return { id = id or 'nothing' }
  ]])
  equal('nothing', answer.id)
  nvim:eventually('_G.err')
  equal('DAEMON_TIMEOUT', nvim:lua('return _G.err.code'))
end)

test('a host that hangs in a request does not hang Neovim', function()
  local nvim = editor.with_fake_host({
    fake = 'deaf',
    init = 'require("lofi.host").patience.answer = 100',
  })
  nvim:lua([[require('lofi').generate({}, function(err) _G.err = err end)]])
  nvim:eventually('_G.err')
  equal('DAEMON_TIMEOUT', nvim:lua('return _G.err.code'))
end)

test('auto_start = false leaves the start to :Lofi daemon start', function()
  local nvim = editor.with_fake_host({ daemon = { auto_start = false } })
  nvim:cmd('Lofi play')
  contains('daemon start', nvim:told())
  equal(0, nvim:starts())

  nvim:cmd('Lofi daemon start')
  nvim:eventually('_G.shaken')
  nvim:cmd('Lofi play')
  nvim:eventually('_G.heard')
  equal({ 'play' }, nvim:lua('return _G.heard[1][2]'))
end)

test('who asks a host that may not be started is told so once', function()
  local nvim = editor.with_fake_host({ daemon = { auto_start = false } })
  nvim:lua('_G.id = require("lofi").generate({ prompt = "rain" })')
  nvim:lua('_G.tracks = require("lofi").cache()')
  nvim:lua('require("lofi").generate({}, function(err) _G.err = err end)')
  nvim:eventually('_G.err')
  equal('DAEMON_NOT_FOUND', nvim:lua('return _G.err.code'))
  for _, text in ipairs(nvim:lua('return _G.told')) do
    contains('daemon start', text)
  end
  equal(3, nvim:lua('return #_G.told'))
  equal(0, nvim:starts())
end)

test('stop and restart are obeyed, and are no crashes', function()
  local nvim = editor.with_fake_host({ init = remembers_events })
  nvim:cmd('Lofi daemon start')
  nvim:eventually('_G.shaken')
  nvim:lua('_G.shaken = nil require("lofi.host").restart()')
  nvim:eventually('_G.shaken')
  nvim:lua('require("lofi.host").stop()')
  nvim:eventually('require("lofi.host").state() == "absent"')

  equal({ 'daemon_exit', 'daemon_exit' }, names(nvim))
  equal({}, nvim:lua('return _G.told'))
  equal(2, nvim:starts())
end)

test('a host that is stopped by command stays away', function()
  local nvim = editor.with_fake_host()
  nvim:cmd('Lofi')
  nvim:eventually('_G.shaken')
  nvim:cmd('Lofi daemon stop')
  nvim:eventually('require("lofi.host").state() == "absent"')
  nvim:lua('vim.wait(100)')
  equal('absent', nvim:lua('return require("lofi.host").state()'))
  equal(1, nvim:starts())
end)

test('a host that is killed comes back', function()
  local nvim = editor.with_fake_host({ init = pauses_are_short })
  nvim:cmd('Lofi')
  nvim:eventually('_G.shaken')
  nvim:lua('_G.shaken = nil vim.loop.kill(require("lofi.host").info.pid, "sigkill")')
  nvim:eventually('_G.shaken')
  equal(true, nvim:lua('return _G.shaken.restarted'))
end)

test(
  'a host that does not answer is told once as DAEMON_TIMEOUT, and can be started anew',
  function()
    local nvim = editor.with_fake_host({
      fake = 'deaf',
      init = remembers_events .. 'require("lofi.host").patience.answer = 1000',
    })
    nvim:cmd('Lofi')
    nvim:eventually('_G.shaken')
    nvim:cmd('Lofi pause')
    nvim:cmd('Lofi resume')
    nvim:eventually('#_G.told > 0')
    nvim:cmd('Lofi stop')

    contains('does not answer', nvim:told())
    contains(':Lofi daemon restart', nvim:told())
    equal('DAEMON_TIMEOUT', nvim:lua('return _G.events[1][2].code'))
    nvim:lua('_G.shaken = nil')
    nvim:cmd('Lofi daemon restart')
    nvim:eventually('_G.shaken')
    equal(1, nvim:lua('return #_G.told'))
  end
)

test('a host that answers is not suspected', function()
  local nvim = editor.with_fake_host({ init = 'require("lofi.host").patience.answer = 1000' })
  nvim:cmd('Lofi')
  nvim:eventually('_G.shaken')
  nvim:cmd('Lofi pause')
  nvim:eventually('#_G.heard == 2')
  nvim:lua('vim.wait(1300)')
  equal({}, nvim:lua('return _G.told'))
end)

--- What commands have changed since the options came, as the host says it.
local changed = [[require('lofi.state').update({
  playback = { state = 'playing', volume = 0.8 },
  settings = {
    playback = { volume = 0.8, crossfade_sec = 5 },
    audio = { device = 'HDMI' },
    stems = { drums = 0.4 },
  },
})]]

test('after a crash or an idle end the host begins with what commands had changed', function()
  for _, code in ipairs({ 9, 0 }) do
    local nvim = editor.with_fake_host({ init = pauses_are_short })
    nvim:cmd('Lofi')
    nvim:eventually('_G.shaken')
    nvim:lua(changed .. '_G.shaken = nil')
    nvim:lua('require("lofi.host").notify("fake", { order = "crash", code = ... })', code)
    nvim:eventually('require("lofi.host").state() ~= "ready" or _G.shaken')
    nvim:cmd('Lofi')
    nvim:eventually('_G.shaken')

    local options = nvim:lua('return _G.shaken.config')
    equal(0.8, options.playback.volume)
    equal(5, options.playback.crossfade_sec)
    equal('HDMI', options.audio.device)
    equal(true, options.playback.loop)
    equal({ drums = 0.4 }, nvim:lua('return _G.shaken.stems'))
  end
end)

test('after :Lofi daemon restart the host begins with the options', function()
  local nvim = editor.with_fake_host()
  nvim:cmd('Lofi')
  nvim:eventually('_G.shaken')
  nvim:lua(changed .. '_G.shaken = nil')
  nvim:cmd('Lofi daemon restart')
  nvim:eventually('_G.shaken')

  equal(0.3, nvim:lua('return _G.shaken.config.playback.volume'))
  equal(0.3, nvim:lua('return require("lofi").volume()'))
  equal(true, nvim:lua('return _G.shaken.stems == nil'))
end)

test('with auto_stop off the host is not told to stop, and the end of its input ends it', function()
  local nvim = editor.with_fake_host({ daemon = { auto_stop = false } })
  nvim:cmd('Lofi')
  nvim:eventually('_G.shaken')
  nvim:lua([[
    local notify = vim.rpcnotify
    vim.rpcnotify = function(...)
      vim.fn.writefile({ vim.inspect({ ... }) }, vim.env.LOFI_FAKE_STARTS .. '.said', 'a')
      return notify(...)
    end
  ]])
  local pid = nvim:lua('return require("lofi.host").info.pid')
  nvim:close()

  equal(0, vim.fn.filereadable(nvim.home .. '/starts.said'))
  spec.eventually('the host is gone', function()
    return vim.loop.kill(pid, 0) ~= 0
  end)
end)

test('a command that follows a stop at once gets a new host', function()
  local nvim = editor.with_fake_host({ init = remembers_events })
  nvim:cmd('Lofi')
  nvim:eventually('_G.shaken')
  nvim:eventually('vim.fn["remote#host#IsRunning"]("lofi") == 1')
  nvim:lua([[
    _G.heard, _G.shaken = nil, nil
    require('lofi.host').stop()
    vim.cmd('Lofi play')
    require('lofi').play('a1b2c3d4')
  ]])
  nvim:eventually('_G.shaken and _G.heard and #_G.heard == 2 and #_G.events == 1')
  equal({ 'play' }, nvim:lua('return _G.heard[1][2]'))
  equal('play', nvim:lua('return _G.heard[2][1]'))
  equal('ready', nvim:lua('return require("lofi.host").state()'))
  equal({ 'daemon_exit' }, names(nvim))
  equal({}, nvim:lua('return _G.told'))
end)

test('a host that does not hear is ended by force when it is restarted', function()
  local nvim = editor.with_fake_host({
    fake = 'deaf',
    init = 'require("lofi.host").patience.leave = 50',
  })
  nvim:cmd('Lofi')
  nvim:eventually('_G.shaken')
  nvim:lua([[
    vim.loop.kill(require('lofi.host').info.pid, 'sigstop')
    _G.shaken = nil
    require('lofi.host').restart()
  ]])
  nvim:eventually('_G.shaken')
  equal({}, nvim:lua('return _G.told'))
end)

test('quitting Neovim ends the host', function()
  local nvim = editor.with_fake_host()
  nvim:cmd('Lofi')
  nvim:eventually('_G.shaken')
  local pid = nvim:lua('return require("lofi.host").info.pid')
  equal(0, vim.loop.kill(pid, 0))
  nvim:close()

  spec.eventually('the host is gone', function()
    return vim.loop.kill(pid, 0) ~= 0
  end)
end)

test('setup() sends a running host the new options and names what needs a restart', function()
  local nvim = editor.with_fake_host()
  nvim:cmd('Lofi')
  nvim:eventually('_G.heard')
  nvim:lua([[
    require('lofi').setup({ playback = { volume = 0.7 }, model = { quantization = 'Q8_0' } })
  ]])
  nvim:eventually('#_G.heard == 2')

  equal('reconfigure', nvim:lua('return _G.heard[2][1]'))
  equal(0.7, nvim:lua('return _G.heard[2][2].playback.volume'))
  contains('model.quantization', nvim:told())
  contains(':Lofi daemon restart', nvim:told())
end)
