--- What the host said last. Whoever asks here never waits and never starts the host, and may ask
--- from a fast event.
local M = {}

local uv = vim.uv or vim.loop

--- @class (exact) lofi.Status
--- @field playback lofi.Status.Playback
--- @field generation? { active: boolean, track_id?: string, percent?: integer }
--- @field stems? lofi.Stems
--- @field queue_length integer
--- @field playlist_length integer
--- @field cache_size_mb? number
--- @field audio_device? string
--- @field audio_problem? string why nothing is heard
--- @field model? lofi.Status.Model
--- @field song? lofi.Status.Song what is heard, in words

--- The faders of the composer's mix: 0 is silent, 1 is as the composer meant it.
--- @class (exact) lofi.Status.Model
--- @field backend string
--- @field quantization? string
--- @field device? string
--- @field model_version? string

--- @class (exact) lofi.Stems
--- @field drums? number
--- @field keys? number
--- @field bass? number
--- @field lead? number
--- @field pad? number
--- @field ambience? number
--- @field vinyl? number

--- @class (exact) lofi.Status.Playback
--- @field state 'playing'|'paused'|'stopped'
--- @field track_id? string
--- @field position_sec? number
--- @field duration_sec? number
--- @field volume number

--- @class (exact) lofi.Status.Song
--- @field prompt string
--- @field bpm? number
--- @field key? string
--- @field style? string

--- @class (exact) lofi.Queue
--- @field current? { track_id: string, percent: integer }
--- @field pending { track_id: string, prompt: string, position: integer }[]
--- @field prefetch_pending? boolean

--- @class (exact) lofi.Device
--- @field name string
--- @field is_default boolean
--- @field sample_rate integer

--- @class (exact) lofi.Snapshot: lofi.Status
--- @field queue? lofi.Queue
--- @field playlist? { ids: string[] }
--- @field tracks? { ids: string[] }
--- @field devices? lofi.Device[]
--- @field prompts? string[]
--- @field models? string[]
--- @field statusline? string
--- @field taken_at_ms? integer since the epoch
--- @field settings? table what commands have changed, in the shape of the options, and `stems`

--- Keys of a snapshot that `status()` does not show.
local only_here = {
  'queue',
  'playlist',
  'tracks',
  'devices',
  'prompts',
  'models',
  'statusline',
  'settings',
  'taken_at_ms',
}

--- @type table
local snapshot = {}
--- @type number
local taken_at = 0 -- on the clock of `uv.hrtime`
local statusline = ''
local statusline_is_shown = false

--- A copy without `vim.NIL`, which Lua takes for a value.
--- @generic T
--- @param value T
--- @return T
function M.without_nil(value)
  if type(value) ~= 'table' then
    return value
  end
  local copy = {}
  for key, inner in pairs(value) do
    if inner ~= vim.NIL then
      copy[key] = M.without_nil(inner)
    end
  end
  return copy
end

--- @param text string
local function set_statusline(text)
  if text == statusline then
    return
  end
  statusline = text
  vim.api.nvim_exec_autocmds('User', { pattern = 'LofiStatusline', modeline = false })
  if statusline_is_shown then
    vim.cmd('redrawstatus!') -- the user may be in one of our floats
  end
end

--- How long ago the host said it: long, if Neovim was suspended and did not read.
--- @param millis? integer since the epoch
--- @return number
local function nanos_since(millis)
  local seconds, micros = uv.gettimeofday()
  if not (millis and seconds and micros) then
    return 0
  end
  return math.max(0, seconds * 1e3 + micros / 1e3 - millis) * 1e6
end

--- The host calls this whenever its state has changed.
--- @param new lofi.Snapshot
function M.update(new)
  snapshot = M.without_nil(new)
  taken_at = uv.hrtime() - nanos_since(snapshot.taken_at_ms)
  set_statusline(snapshot.statusline or '')
end

--- What holds when there is no host. What can be completed stays known.
function M.forget()
  local playback = snapshot.playback
  snapshot = {
    playback = playback and { state = 'stopped', volume = playback.volume },
    tracks = snapshot.tracks,
    devices = snapshot.devices,
    prompts = snapshot.prompts,
    settings = snapshot.settings,
    models = snapshot.models,
  }
  set_statusline('')
end

--- What commands have changed of the options of the last host, and its faders: a new one goes on
--- with it.
--- @return table options
function M.settings()
  return snapshot.settings or {}
end

--- The next host begins with the options as they stand in the configuration.
function M.forget_settings()
  snapshot.settings = nil
  if snapshot.playback then
    snapshot.playback.volume = nil
  end
end

--- @return number
function M.volume()
  local playback = snapshot.playback
  return playback and playback.volume or require('lofi.config').get().playback.volume
end

--- @return lofi.Stems
function M.stems()
  local stems = snapshot.stems or {} --- @type lofi.Stems
  return vim.deepcopy(stems) --[[@as lofi.Stems]]
end

--- What was asked for counts until the host says how it is, so that a key can be held down.
--- @param level number
function M.expect_volume(level)
  if type(level) == 'number' and level >= 0 and level <= 1 then
    snapshot.playback = snapshot.playback or { state = 'stopped' }
    snapshot.playback.volume = level
  end
end

--- @return boolean
function M.is_playing()
  return snapshot.playback ~= nil and snapshot.playback.state == 'playing'
end

--- @return boolean
function M.is_generating()
  return snapshot.generation ~= nil and snapshot.generation.active == true
end

--- The host says where playback stands when something changes; between, it runs on by the clock.
--- @param playback lofi.Status.Playback
local function run_on(playback)
  if playback.state ~= 'playing' or not playback.position_sec then
    return
  end
  local position = playback.position_sec + (uv.hrtime() - taken_at) / 1e9
  playback.position_sec = math.min(position, playback.duration_sec or math.huge)
end

--- @return lofi.Status
function M.status()
  local status = {}
  for key, value in pairs(snapshot) do
    status[key] = vim.deepcopy(value)
  end
  for _, key in ipairs(only_here) do
    status[key] = nil
  end
  status.playback = status.playback or { state = 'stopped' }
  status.playback.volume = M.volume()
  status.queue_length = status.queue_length or 0
  status.playlist_length = status.playlist_length or 0
  run_on(status.playback)
  return status
end

--- @return lofi.Queue
function M.queue()
  local queue = vim.deepcopy(snapshot.queue or {}) --[[@as lofi.Queue]]
  queue.pending = queue.pending or {}
  return queue
end

--- A list that came as it is or as `{ ids = … }`.
--- @param list? table
--- @return any[]
local function listed(list)
  return vim.deepcopy(list and (list.ids or list) or {})
end

--- @return string[] track_ids in the order in which they will play
function M.playlist()
  return listed(snapshot.playlist)
end

--- @return string[] track_ids the most recent first
function M.tracks()
  return listed(snapshot.tracks)
end

--- @return lofi.Device[]
function M.devices()
  return listed(snapshot.devices)
end

--- @return string[] prompts the most recent first
function M.prompts()
  return listed(snapshot.prompts)
end

--- @return string[] names of the models on disk
function M.models()
  return listed(snapshot.models)
end

--- @return string
function M.statusline()
  statusline_is_shown = true
  return statusline
end

return M
