local editor = require('support.editor')
local spec = require('support.spec')
local test, equal, contains = spec.test, spec.equal, spec.contains

--- @return lofi.test.Editor
local function with_ready_host()
  local nvim = editor.with_fake_host()
  nvim:cmd('Lofi')
  nvim:eventually('_G.heard')
  nvim:lua('_G.heard = {}')
  return nvim
end

test('generate() on a cold host waits for it and returns the id', function()
  local nvim = editor.with_fake_host()
  equal('a1b2c3d4', nvim:lua('return require("lofi").generate({ prompt = "rain" })'))
end)

test('the callback of generate() is called once, with the finished track', function()
  local nvim = with_ready_host()
  nvim:lua([[
    _G.calls = {}
    require('lofi').generate({}, function(...) table.insert(_G.calls, { ... }) end)
    local track = { order = 'event', name = 'generation_complete',
      data = { track_id = 'a1b2c3d4' } }
    require('lofi.host').notify('fake', track)
    require('lofi.host').notify('fake', track)
    require('lofi.host').notify('stop')
  ]])
  nvim:eventually('#_G.heard == 1 and #_G.calls > 0')
  equal(1, nvim:lua('return #_G.calls'))
  equal('a1b2c3d4', nvim:lua('return _G.calls[1][2].track_id'))
end)

test('a track that is finished before its request is answered is not missed', function()
  local nvim = with_ready_host()
  nvim:lua([[
    require('lofi').generate({ prompt = 'quick' }, function(_, track) _G.track = track end)
  ]])
  nvim:eventually('_G.track')
  equal('quick123', nvim:lua('return _G.track.track_id'))
end)

test('a track that was there already is handed over at once', function()
  local nvim = with_ready_host()
  nvim:lua([[
    require('lofi').generate({ prompt = 'cached' }, function(_, track) _G.track = track end)
  ]])
  nvim:eventually('_G.track')
  equal('cached12', nvim:lua('return _G.track.track_id'))
end)

test('a generation that fails reaches its callback as an error', function()
  local nvim = with_ready_host()
  nvim:lua([[
    require('lofi').generate({}, function(err) _G.err = err end)
    require('lofi.host').notify('fake', { order = 'event', name = 'generation_error', data = {
      track_id = 'a1b2c3d4', code = 'MODEL_NOT_FOUND', message = 'None.', advice = 'Get one.' } })
  ]])
  nvim:eventually('_G.err')
  equal('MODEL_NOT_FOUND', nvim:lua('return _G.err.code'))
  equal('None.', nvim:lua('return _G.err.error'))
end)

test('a refused request reaches the callback with its code, message and advice', function()
  local nvim = with_ready_host()
  nvim:lua([[require('lofi').generate({ prompt = 'wrong' }, function(err) _G.err = err end)]])
  nvim:eventually('_G.err')
  local err = nvim:lua('return _G.err')
  equal({ 'INVALID_REQUEST', 'No.', 'Do.' }, { err.code, err.message, err.advice })
end)

test('a misspelt field is refused with what there is', function()
  local nvim = editor.with_fake_host()
  nvim:lua('require("lofi").generate({ duration = 5 }, function(err) _G.err = err end)')
  nvim:eventually('_G.err')
  equal('INVALID_REQUEST', nvim:lua('return _G.err.code'))
  contains('duration', nvim:lua('return _G.err.message'))
  contains('duration_sec', nvim:lua('return _G.err.advice'))
  equal(0, nvim:starts())
end)

test('the host takes its queue with it when it crashes', function()
  local nvim = with_ready_host()
  nvim:lua([[
    require('lofi').generate({}, function(err) _G.err = err end)
    require('lofi.host').notify('fake', { order = 'crash' })
  ]])
  nvim:eventually('_G.err')
  equal('DAEMON_CRASH', nvim:lua('return _G.err.code'))
  equal('a1b2c3d4', nvim:lua('return _G.err.track_id'))
end)

test('a host that is stopped cancels what it was making', function()
  local nvim = with_ready_host()
  nvim:lua([[
    require('lofi').generate({}, function(err) _G.err = err end)
    require('lofi.host').stop()
  ]])
  nvim:eventually('_G.err')
  equal('CANCELLED', nvim:lua('return _G.err.code'))
end)

test('what the caller leaves open comes from the options', function()
  local options = require('lofi.config').request({ seed = 7 })
  equal({
    prompt = 'lofi hip hop, chill, mellow piano, vinyl crackle',
    duration_sec = 30,
    seed = 7,
    priority = 'normal',
  }, options)
end)

test('each function sends the method of the document', function()
  local nvim = with_ready_host()
  nvim:lua([[
    local lofi = require('lofi')
    lofi.play() lofi.play('a1b2c3d4') lofi.pause() lofi.resume() lofi.stop() lofi.skip()
    lofi.volume(0.5) lofi.cancel('a1b2c3d4') lofi.cancel('a1b2c3d4', { force = true })
    lofi.playlist_add('a1b2c3d4') lofi.playlist_remove('a1b2c3d4') lofi.playlist_clear()
    lofi.cache_delete('a1b2c3d4') lofi.cache_clear() lofi.stems({ drums = 0.4 })
  ]])
  nvim:eventually('#_G.heard == 15')
  local track = { track_id = 'a1b2c3d4' }
  local none = vim.empty_dict()
  equal({
    { 'play', none },
    { 'play', track },
    { 'pause', none },
    { 'resume', none },
    { 'stop', none },
    { 'skip', none },
    { 'volume_set', { level = 0.5 } },
    { 'queue_cancel', track },
    { 'queue_cancel', { track_id = 'a1b2c3d4', force = true } },
    { 'playlist_add', track },
    { 'playlist_remove', track },
    { 'playlist_clear', none },
    { 'cache_delete', track },
    { 'cache_clear', none },
    { 'stems', { drums = 0.4 } },
  }, nvim:lua('return _G.heard'))
  nvim:lua('require("lofi").toggle()')
  nvim:eventually('#_G.heard == 16')
  contains(':command:Lofi', nvim:lua('return _G.heard[16][1]'))
end)

test('stems() returns where the faders stand', function()
  local nvim = editor.with_fake_host()
  equal({}, nvim:lua('return require("lofi").stems()'))
  nvim:lua('require("lofi.state").update({ stems = { drums = 0.4, keys = 1 } })')
  equal({ drums = 0.4, keys = 1 }, nvim:lua('return require("lofi").stems()'))
  equal(0, nvim:starts())
end)

test('cache() reads all pages', function()
  local nvim = with_ready_host()
  local tracks = nvim:lua('return require("lofi").cache()')
  equal(450, #tracks)
  equal('000001c2', tracks[450].track_id)
end)

test('getters never start the host', function()
  local nvim = editor.with_fake_host()
  local answers = nvim:lua([[
    local lofi = require('lofi')
    return { lofi.status(), lofi.queue(), lofi.playlist(), lofi.volume(), lofi.is_playing(),
      lofi.is_generating(), lofi.statusline() }
  ]])
  equal({
    { playback = { state = 'stopped', volume = 0.3 }, queue_length = 0, playlist_length = 0 },
    { pending = {} },
    {},
    0.3,
    false,
    false,
    '',
  }, answers)
  equal(0, nvim:starts())
end)

test('getters know what the host said last', function()
  local nvim = editor.start()
  nvim:lua([[require('lofi.state').update({
    playback = { state = 'paused', track_id = 'a1b2c3d4', position_sec = 12.5, duration_sec = 30,
      volume = 0.4 },
    generation = { active = true, track_id = 'e5f6a7b8', percent = 67 },
    queue = { current = { track_id = 'e5f6a7b8', percent = 67 }, pending = {} },
    queue_length = 1, playlist_length = 2, audio_device = vim.NIL,
    playlist = { ids = { 'a1b2c3d4', 'e5f6a7b8' } }, statusline = 'x',
  })]])
  local status = nvim:lua('return require("lofi").status()')
  equal(12.5, status.playback.position_sec)
  equal(67, status.generation.percent)
  equal(nil, status.audio_device)
  equal(nil, status.statusline)
  equal({ 'a1b2c3d4', 'e5f6a7b8' }, nvim:lua('return require("lofi").playlist()'))
  equal(0.4, nvim:lua('return require("lofi").volume()'))
  equal(false, nvim:lua('return require("lofi").is_playing()'))
  equal(true, nvim:lua('return require("lofi").is_generating()'))
  equal(67, nvim:lua('return require("lofi").queue().current.percent'))
end)

test('the position runs on by the clock, up to the end of the track', function()
  local nvim = editor.start()
  local positions = nvim:lua([[
    local clock = 0
    vim.loop.hrtime = function() return clock end
    require('lofi.state').update({ playback = { state = 'playing', position_sec = 10,
      duration_sec = 30, volume = 1 } })
    local seen = {}
    for _, sec in ipairs({ 0, 5, 90 }) do
      clock = sec * 1e9
      table.insert(seen, require('lofi').status().playback.position_sec)
    end
    return seen
  ]])
  equal({ 10, 15, 30 }, positions)
end)

test('the position counts from when the host took it, not from when Neovim read it', function()
  local nvim = editor.start()
  local position = nvim:lua([[
    vim.loop.hrtime = function() return 1e12 end
    vim.loop.gettimeofday = function() return 1060, 500000 end
    require('lofi.state').update({ taken_at_ms = 1000000, playback = { state = 'playing',
      position_sec = 10, duration_sec = 300, volume = 1 } })
    return require('lofi').status().playback.position_sec
  ]])
  equal(70.5, position)
end)

test('a caller cannot spoil what is known', function()
  local nvim = editor.start()
  nvim:lua([[
    require('lofi.state').update({ playback = { state = 'playing', volume = 1 },
      playlist = { ids = { 'a' } } })
    require('lofi').status().playback.state = 'spoilt'
    table.insert(require('lofi').playlist(), 'b')
  ]])
  equal('playing', nvim:lua('return require("lofi").status().playback.state'))
  equal({ 'a' }, nvim:lua('return require("lofi").playlist()'))
end)

test('everything works in a fast event, before setup()', function()
  local nvim = editor.with_fake_host()
  nvim:lua([[
    local timer = vim.loop.new_timer()
    timer:start(0, 0, function()
      assert(vim.in_fast_event())
      local ok, trouble = pcall(function()
        local lofi = require('lofi')
        lofi.status() lofi.queue() lofi.playlist() lofi.volume() lofi.is_playing()
        lofi.is_generating() lofi.statusline() lofi.cache()
        lofi.play('a1b2c3d4') lofi.toggle() lofi.volume(0.5)
        local unsubscribe = lofi.on('playback_start', function() end)
        unsubscribe()
        assert(lofi.generate({}, function(_, track) _G.track = track end) == nil)
      end)
      _G.fast = ok and 'ok' or trouble
    end)
  ]])
  equal('ok', nvim:eventually('_G.fast'))
  nvim:eventually('_G.heard and #_G.heard == 3')
  nvim:lua([[require('lofi.host').notify('fake', { order = 'event', name = 'generation_complete',
    data = { track_id = 'a1b2c3d4' } })]])
  equal('a1b2c3d4', nvim:eventually('_G.track').track_id)
end)

test('a getter takes less than 0.2 ms and the statusline less than 10 µs', function()
  local nvim = editor.start()
  local micros = nvim:lua([[
    local lofi = require('lofi')
    local ids = {}
    for i = 1, 200 do ids[i] = ('%08x'):format(i) end
    require('lofi.state').update({ playback = { state = 'playing', position_sec = 1, volume = 1 },
      tracks = { ids = ids }, statusline = '♪ a song' })
    local function cost(getter)
      local begin = vim.loop.hrtime()
      for _ = 1, 1000 do getter() end
      return (vim.loop.hrtime() - begin) / 1e6
    end
    return { status = cost(lofi.status), statusline = cost(lofi.statusline),
      queue = cost(lofi.queue) }
  ]])
  io.stdout:write('       µs: ', vim.inspect(micros):gsub('%s+', ' '), '\n')
  assert(micros.status < 200 and micros.queue < 200 and micros.statusline < 10)
end)
