--- What the pickers show: tracks and prompts as lines, and a track's preview.
local M = {}

--- Waveforms that the host has drawn, by track and size.
--- @type table<string, string[]>
local waveforms = {}

--- @param seconds? number
--- @return string as in 1:05
local function length(seconds)
  local whole = math.floor((seconds or 0) + 0.5)
  return ('%d:%02d'):format(math.floor(whole / 60), whole % 60)
end

--- @param created_at? integer seconds since 1970
--- @return string
local function date(created_at)
  return created_at and os.date('%Y-%m-%d %H:%M', created_at) --[[@as string]] or ''
end

--- @param track lofi.Track
--- @return string
function M.label(track)
  return ('%s  %s  %s  %s'):format(
    length(track.duration_sec),
    date(track.created_at),
    track.track_id,
    track.prompt or ''
  )
end

--- The host draws from the file itself. What cannot be drawn leaves no trace.
--- @param track lofi.Track
--- @param width integer
--- @param height integer
--- @return string[]
local function waveform(track, width, height)
  local key = ('%s %d %d'):format(track.track_id, width, height)
  if not waveforms[key] then
    local params = { track_id = track.track_id, width = width, height = height }
    local answer = require('lofi.host').request('waveform', params)
    waveforms[key] = vim.tbl_map(function(line)
      return (line:gsub('%s+$', '')) -- 'listchars' would show what stands there
    end, answer and answer.lines or {})
  end
  return waveforms[key]
end

--- @param window integer
--- @return integer columns that text has there, beside line numbers and signs
function M.room(window)
  local info = vim.fn.getwininfo(window)[1]
  return vim.api.nvim_win_get_width(window) - (info and info.textoff or 0)
end

--- @param track lofi.Track
--- @param width integer
--- @return string[]
function M.preview(track, width)
  local lines = { track.prompt or '', '' }
  local facts = {
    { 'id', track.track_id },
    { 'length', length(track.duration_sec) },
    { 'made', date(track.created_at) },
    { 'seed', track.seed },
    { 'bpm', track.bpm },
    { 'key', track.key },
    { 'format', track.format },
  }
  for _, fact in ipairs(facts) do
    if fact[2] then
      table.insert(lines, ('%-8s%s'):format(fact[1], fact[2]))
    end
  end
  table.insert(lines, '')
  return vim.list_extend(lines, waveform(track, math.max(8, width - 2), 8))
end

--- @class (exact) lofi.EarlierPrompt
--- @field prompt string
--- @field seed? integer of the newest track that was made from it

--- @return lofi.EarlierPrompt[] the most recent first
function M.prompts()
  local found, known = {}, {}
  local function add(prompt, seed)
    if prompt and not known[prompt] then
      known[prompt] = { prompt = prompt }
      table.insert(found, known[prompt])
    end
    if prompt and seed and not known[prompt].seed then
      known[prompt].seed = seed
    end
  end
  for _, prompt in ipairs(require('lofi.state').prompts()) do
    add(prompt)
  end
  for _, track in ipairs(require('lofi').cache()) do
    add(track.prompt, track.seed)
  end
  return found
end

return M
