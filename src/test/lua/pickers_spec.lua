local editor = require('support.editor')
local spec = require('support.spec')
local test, equal, contains = spec.test, spec.equal, spec.contains

-- Stands in for picker plugins: each remembers what it was given in `_G.picker`.
local fakes = {
  snacks = [[package.preload['snacks'] = function()
    return { picker = { pick = function(opts) _G.picker = opts end } }
  end]],
  ['fzf-lua'] = [[package.preload['fzf-lua'] = function()
    return { fzf_exec = function(lines, opts) _G.picker = opts _G.picker.lines = lines end }
  end]],
  ['mini.pick'] = [[package.preload['mini.pick'] = function()
    return {
      start = function(opts) _G.picker = opts end,
      get_picker_matches = function() return { current = _G.picker.source.items[1] } end,
      get_picker_state = function()
        return { windows = { main = vim.api.nvim_get_current_win() } }
      end,
    }
  end]],
}

--- @param plugin string
--- @return lofi.test.Editor
local function with_picker(plugin)
  local nvim = editor.with_fake_host({ init = fakes[plugin] })
  equal(true, nvim:lua('return require("lofi.pickers").list()'))
  nvim:eventually('_G.picker ~= nil')
  return nvim
end

--- @param nvim lofi.test.Editor
local function heard(nvim)
  nvim:eventually('_G.heard and #_G.heard == 3')
  local track = { track_id = '00000001' }
  equal(
    { { 'play', track }, { 'playlist_add', track }, { 'cache_delete', track } },
    nvim:lua('return _G.heard')
  )
end

test('without a picker plugin the host shows its own window', function()
  local nvim = editor.with_fake_host()
  equal(false, nvim:lua('return require("lofi.pickers").list()'))
  equal(0, nvim:starts())
end)

test('snacks lists the tracks, plays, adds and deletes', function()
  local nvim = with_picker('snacks')
  contains('0:30', nvim:lua('return _G.picker.items[1].text'))
  nvim:lua([[
    local picker, item = { close = function() end }, _G.picker.items[1]
    _G.picker.confirm(picker, item)
    _G.picker.actions.lofi_add(picker, item)
    _G.picker.actions.lofi_delete(picker, item)
  ]])
  heard(nvim)
end)

test('fzf-lua lists the tracks, plays, adds and deletes', function()
  local nvim = with_picker('fzf-lua')
  nvim:lua([[
    local actions, chosen = _G.picker.actions, { _G.picker.lines[1] }
    actions['default'](chosen)
    actions['ctrl-a'].fn(chosen)
    actions['ctrl-d'](chosen)
  ]])
  heard(nvim)
end)

test('mini.pick lists the tracks, plays, adds and deletes', function()
  local nvim = with_picker('mini.pick')
  nvim:lua([[
    _G.picker.source.choose(_G.picker.source.items[1])
    assert(_G.picker.mappings.add_to_play_order.func() == false)
    assert(_G.picker.mappings.delete_track.func() == true)
  ]])
  heard(nvim)
end)

test('the previews of snacks and mini.pick are as wide as their windows', function()
  local drawn = '▁▂▃ %d × 8'
  local nvim = with_picker('mini.pick')
  local width = nvim:lua('return vim.api.nvim_win_get_width(0)')
  local lines = nvim:lua([[
    local buffer = vim.api.nvim_create_buf(false, true)
    _G.picker.source.preview(buffer, _G.picker.source.items[1])
    return vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  ]])
  contains(drawn:format(width - 2), table.concat(lines, '\n'))

  lines = with_picker('snacks'):lua([[
    local shown
    local preview = { reset = function() end, minimal = function() vim.wo.number = false end }
    function preview:set_lines(lines) shown = lines end
    vim.wo.number = true
    _G.picker.preview({ preview = preview, item = _G.picker.items[1], win = 0 })
    return shown
  ]])
  contains(drawn:format(width - 2), table.concat(lines, '\n'))
end)

test('a preview leaves room for line numbers', function()
  local nvim = editor.start()
  local room, width = unpack(nvim:lua([[
    vim.wo.number, vim.wo.numberwidth = true, 6
    vim.cmd.redraw()
    local window = vim.api.nvim_get_current_win()
    return { require('lofi.pickers.entries').room(window), vim.api.nvim_win_get_width(window) }
  ]]))
  equal(width - 6, room)
end)

test('a preview has the facts and the waveform that the host draws', function()
  local nvim = editor.with_fake_host()
  local lines = nvim:lua([[
    local track = { track_id = 'a1b2c3d4', prompt = 'rain', duration_sec = 65, seed = 7, bpm = 72 }
    return require('lofi.pickers.entries').preview(track, 40)
  ]])
  local text = table.concat(lines, '\n')
  contains('rain', text)
  contains('length  1:05', text)
  contains('bpm     72', text)
  contains('▁▂▃ 38 × 8', text)
end)

test('earlier prompts come once each, with the seed of their newest track', function()
  local nvim = editor.with_fake_host()
  nvim:lua([[
    require('lofi.state').update({ prompts = { 'late night', 'rain' } })
    require('lofi').cache = function()
      return { { prompt = 'rain', seed = 2 }, { prompt = 'rain', seed = 1 },
        { prompt = 'sun', seed = 3 } }
    end
  ]])
  equal({
    { prompt = 'late night' },
    { prompt = 'rain', seed = 2 },
    { prompt = 'sun', seed = 3 },
  }, nvim:lua('return require("lofi.pickers.entries").prompts()'))
end)
