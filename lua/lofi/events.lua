--- Tells scripts what happens: subscribers of `lofi.on()` and `User Lofi*` autocommands.
local M = {}

--- The events by the names that the host uses.
local names_on_the_wire = {
  generation_started = 'generation_start',
  playback_started = 'playback_start',
  playback_paused = 'playback_pause',
  playback_resumed = 'playback_resume',
  playback_ended = 'playback_end',
}

--- @alias lofi.EventName
--- | 'generation_start'
--- | 'generation_progress'
--- | 'generation_complete'
--- | 'generation_error'
--- | 'playback_start'
--- | 'playback_pause'
--- | 'playback_resume'
--- | 'playback_end'
--- | 'model_progress'
--- | 'daemon_error'
--- | 'daemon_exit'
--- | 'daemon_restart'

M.names = {
  'generation_start',
  'generation_progress',
  'generation_complete',
  'generation_error',
  'playback_start',
  'playback_pause',
  'playback_resume',
  'playback_end',
  'model_progress',
  'daemon_error',
  'daemon_exit',
  'daemon_restart',
}

--- @alias lofi.Subscriber fun(data: table)

--- @type table<string, lofi.Subscriber[]>
local subscribers = {}
--- Subscribers whose failure was told. Weak, since a script may forget its function.
--- @type table<lofi.Subscriber, boolean>
local failed = setmetatable({}, { __mode = 'k' })

--- @param event lofi.EventName
--- @param subscriber lofi.Subscriber
--- @return fun() unsubscribe
function M.on(event, subscriber)
  if not vim.tbl_contains(M.names, event) then
    error(('lofi.on: there is no event "%s" (:help lofi-events)'):format(tostring(event)), 2)
  end
  local entry = function(data)
    subscriber(data)
  end
  subscribers[event] = subscribers[event] or {}
  table.insert(subscribers[event], entry)
  return function()
    subscribers[event] = vim.tbl_filter(function(other)
      return other ~= entry
    end, subscribers[event])
  end
end

--- The name of the autocommand, as in `LofiPlaybackStart`.
--- @param event string
--- @return string
function M.pattern(event)
  return 'Lofi' .. event:gsub('^%l', string.upper):gsub('_(%l)', string.upper)
end

--- @param subscriber lofi.Subscriber
--- @param event string
--- @param trouble any
local function report(subscriber, event, trouble)
  if failed[subscriber] then
    return
  end
  failed[subscriber] = true
  vim.notify(
    ('lofi: a function that waits for "%s" failed: %s'):format(event, tostring(trouble)),
    vim.log.levels.ERROR
  )
end

--- @param event string
--- @param data table
function M.emit(event, data)
  for _, subscriber in ipairs(vim.list_slice(subscribers[event] or {})) do
    local ok, trouble = pcall(subscriber, vim.deepcopy(data))
    if not ok then
      report(subscriber, event, trouble)
    end
  end
  vim.api.nvim_exec_autocmds('User', {
    pattern = M.pattern(event),
    modeline = false,
    data = data,
  })
end

--- The host calls this for everything that happens.
--- @param name string
--- @param data? table
--- @param snapshot? lofi.Snapshot how things are now
function M.receive(name, data, snapshot)
  if snapshot then
    require('lofi.state').update(snapshot)
  end
  local event = names_on_the_wire[name] or name
  data = require('lofi.state').without_nil(data or {})
  if event == 'generation_error' then
    data.error = data.error or data.message
  end
  require('lofi.generation').settle(event, data)
  M.emit(event, data)
end

return M
