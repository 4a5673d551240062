--- Asks the host for tracks and remembers who waits for which.
local M = {}

local errors = require('lofi.errors')

--- @class (exact) lofi.GenerateOpts
--- @field prompt? string
--- @field duration_sec? number
--- @field seed? integer
--- @field priority? 'normal'|'high'

--- A finished track, as in `generation_complete`.
--- @class lofi.Track
--- @field track_id string
--- @field path? string
--- @field duration_sec? number
--- @field sample_rate? integer
--- @field format? string
--- @field prompt? string
--- @field seed? integer
--- @field created_at? integer seconds since 1970
--- @field bpm? number
--- @field key? string

--- @alias lofi.GenerateCallback fun(err: lofi.Error?, track: lofi.Track?)

--- @type table<string, lofi.GenerateCallback[]>
local waiting = {}
--- How many requests are on their way. A track can be finished before its request is answered, so
--- that meanwhile every end is kept.
local asking = 0
--- @type table<string, { err?: lofi.Error, track?: lofi.Track }>
local ended_meanwhile = {}

--- @param callback? lofi.GenerateCallback
--- @param err? lofi.Error
--- @param track? lofi.Track
local function call(callback, err, track)
  if callback then
    vim.schedule(function()
      callback(err, track)
    end)
  end
end

local FIELDS = { 'prompt', 'duration_sec', 'seed', 'priority' }

--- A field that is misspelt would be left out without a word.
--- @param opts? table
--- @return lofi.Error?
local function misspelt(opts)
  for name in pairs(opts or {}) do
    if not vim.tbl_contains(FIELDS, name) then
      return errors.new(
        'INVALID_REQUEST',
        ('lofi.generate() knows no `%s`.'):format(tostring(name)),
        ('It takes %s: `:help lofi.generate()`.'):format(table.concat(FIELDS, ', '))
      )
    end
  end
end

--- @param opts? lofi.GenerateOpts
--- @return table? answer
--- @return lofi.Error?
local function ask(opts)
  local mistake = misspelt(opts)
  if mistake then
    return nil, mistake
  end
  asking = asking + 1
  local answer, err = require('lofi.host').request('generate', require('lofi.config').request(opts))
  asking = asking - 1
  return answer, err
end

--- @param answer table
--- @param callback? lofi.GenerateCallback
local function wait_for(answer, callback)
  local ended = ended_meanwhile[answer.track_id]
  if ended then
    call(callback, ended.err, ended.track)
  elseif answer.status == 'cached' then
    call(callback, nil, answer.track or answer)
  elseif callback then
    waiting[answer.track_id] = waiting[answer.track_id] or {}
    table.insert(waiting[answer.track_id], callback)
  end
end

--- @param opts? lofi.GenerateOpts
--- @param callback? lofi.GenerateCallback
--- @return string? track_id nil in a fast event, and when the request failed
function M.generate(opts, callback)
  if vim.in_fast_event() then
    vim.schedule(function()
      M.generate(opts, callback)
    end)
    return nil
  end
  local answer, err = ask(opts)
  if answer then
    wait_for(answer, callback)
  elseif callback then
    call(callback, err)
  else
    errors.tell(err --[[@as lofi.Error]])
  end
  if asking == 0 then
    ended_meanwhile = {}
  end
  return answer and answer.track_id
end

--- @param track_id string
--- @param err? lofi.Error
--- @param track? lofi.Track
local function finish(track_id, err, track)
  local callbacks = waiting[track_id] or {}
  waiting[track_id] = nil
  for _, callback in ipairs(callbacks) do
    call(callback, err, track)
  end
  if asking > 0 then
    ended_meanwhile[track_id] = { err = err, track = track }
  end
end

--- Hands the end of a generation to those who wait for it.
--- @param event string
--- @param data table
function M.settle(event, data)
  if event == 'generation_complete' then
    finish(data.track_id, nil, data)
  elseif event == 'generation_error' then
    finish(data.track_id, data)
  end
end

--- The host is gone, and its queue with it.
--- @param err lofi.Error
function M.abandon(err)
  for _, track_id in ipairs(vim.tbl_keys(waiting)) do
    local lost = vim.deepcopy(err)
    lost.track_id = track_id
    finish(track_id, lost)
  end
end

return M
