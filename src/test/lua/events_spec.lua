local editor = require('support.editor')
local spec = require('support.spec')
local test, equal, contains = spec.test, spec.equal, spec.contains

test('each event reaches lofi.on() and its autocommand, by the names of the document', function()
  local nvim = editor.start()
  local seen = nvim:lua([[
    local seen = {}
    for _, name in ipairs(require('lofi.events').names) do
      require('lofi').on(name, function(data) table.insert(seen, name .. data.track_id) end)
    end
    vim.api.nvim_create_autocmd('User', { pattern = 'Lofi*', callback = function(ev)
      table.insert(seen, ev.match .. ev.data.track_id)
    end })
    for i, name in ipairs({ 'generation_started', 'generation_progress', 'generation_complete',
        'generation_error', 'playback_started', 'playback_paused', 'playback_resumed',
        'playback_ended', 'daemon_error' }) do
      require('lofi.events').receive(name, { track_id = i })
    end
    return seen
  ]])
  equal({
    'generation_start1',
    'LofiGenerationStart1',
    'generation_progress2',
    'LofiGenerationProgress2',
    'generation_complete3',
    'LofiGenerationComplete3',
    'generation_error4',
    'LofiGenerationError4',
    'playback_start5',
    'LofiPlaybackStart5',
    'playback_pause6',
    'LofiPlaybackPause6',
    'playback_resume7',
    'LofiPlaybackResume7',
    'playback_end8',
    'LofiPlaybackEnd8',
    'daemon_error9',
    'LofiDaemonError9',
  }, seen)
end)

test('a callback that throws is reported once and hurts nobody else', function()
  local nvim = editor.start()
  local heard = nvim:lua([[
    local heard = 0
    require('lofi').on('playback_start', function(data) data.track_id = nil error('broken') end)
    require('lofi').on('playback_start', function(data) heard = heard + data.track_id end)
    require('lofi.events').receive('playback_started', { track_id = 1 })
    require('lofi.events').receive('playback_started', { track_id = 1 })
    return heard
  ]])
  equal(2, heard)
  equal(1, nvim:lua('return #_G.told'))
  contains('broken', nvim:told())
end)

test('who unsubscribes is not called, not even when another callback does it', function()
  local nvim = editor.start()
  local heard = nvim:lua([[
    local heard = {}
    local unsubscribe
    unsubscribe = require('lofi').on('playback_start', function()
      table.insert(heard, 'first')
      unsubscribe()
    end)
    require('lofi').on('playback_start', function() table.insert(heard, 'second') end)
    require('lofi.events').receive('playback_started', {})
    require('lofi.events').receive('playback_started', {})
    return heard
  ]])
  equal({ 'first', 'second', 'second' }, heard)
end)

test('an unknown event is refused with what there is to read', function()
  local wire_name = 'playback_started' --[[@as lofi.EventName]]
  local ok, trouble = pcall(require('lofi').on, wire_name, print)
  equal(false, ok)
  contains(':help lofi-events', trouble)
end)

test('an autocommand that fails does not stop the rest', function()
  local nvim = editor.start()
  nvim:lua([[
    vim.api.nvim_create_autocmd('User', { pattern = 'LofiPlaybackStart', command = 'throw "bad"' })
    vim.api.nvim_create_autocmd('User', { pattern = 'LofiPlaybackStart', callback = function()
      error('worse')
    end })
    require('lofi').on('playback_end', function() _G.ended = true end)
    local receive = require('lofi.events').receive
    vim.schedule(function()
      receive('playback_started', {})
      receive('playback_ended', {})
    end)
  ]])
  nvim:eventually('_G.ended')
end)

test('the statusline of the help shows what the host says, and later what it says then', function()
  local nvim = editor.start()
  local help = table.concat(vim.fn.readfile(editor.root .. '/doc/lofi.txt'), '\n')
  nvim:lua('vim.o.laststatus = 2 ' .. assert(help:match('vim%.o%.statusline = [^\n]+')))
  for _, text in ipairs({ '♪ rain', '⏸ rain' }) do
    nvim:lua('require("lofi.state").update({ statusline = ... })', text)
    local shown = nvim:lua('return vim.api.nvim_eval_statusline(vim.o.statusline, {}).str')
    contains(text, shown)
  end
end)

test('the statusline of every window is redrawn, wherever the user is', function()
  local nvim = editor.start()
  vim.rpcrequest(nvim.channel, 'nvim_ui_attach', 40, 10, {})
  local shown = nvim:lua([[
    vim.o.laststatus, vim.o.statusline = 2, "%{v:lua.require'lofi'.statusline()}|"
    vim.cmd.redraw()
    local float = { relative = 'editor', row = 1, col = 1, width = 9, height = 1 }
    vim.api.nvim_open_win(vim.api.nvim_create_buf(false, true), true, float)
    vim.cmd.redraw()
    require('lofi.state').update({ statusline = 'rain' })
    vim.cmd.redraw()
    local cells = {}
    for column = 1, 5 do
      cells[column] = vim.fn.screenstring(vim.o.lines - 1, column)
    end
    return table.concat(cells)
  ]])
  equal('rain|', shown)
end)

test('nothing is redrawn when the statusline has not changed', function()
  local nvim = editor.start()
  local redraws = nvim:lua([[
    local count = 0
    vim.api.nvim_create_autocmd('User', { pattern = 'LofiStatusline', callback = function()
      count = count + 1
    end })
    for _, text in ipairs({ 'a', 'a', 'b' }) do
      require('lofi.state').update({ statusline = text })
    end
    return count
  ]])
  equal(2, redraws)
end)

test('who hears of an event finds it in the getters', function()
  local nvim = editor.with_fake_host()
  local playing = nvim:lua([[
    local playing
    require('lofi').on('playback_start', function() playing = require('lofi').is_playing() end)
    local state = { playback = { state = 'playing', volume = 0.3 } }
    require('lofi.events').receive('playback_started', { track_id = 'a1b2c3d4' }, state)
    return playing
  ]])
  equal(true, playing)
end)
