--- The public functions. `:help lofi-api` describes them.
local M = {}

local function host()
  return require('lofi.host')
end

local function state()
  return require('lofi.state')
end

--- Overrides options. The plugin works without it; a running host is reconfigured.
--- @param opts? table the options of `:help lofi-options` that differ from their defaults
function M.setup(opts)
  require('lofi.setup').apply(opts)
end

--- Generates a track. The callback is called once, with the error or the track.
--- @param opts? lofi.GenerateOpts
--- @param callback? lofi.GenerateCallback
--- @return string? track_id
function M.generate(opts, callback)
  return require('lofi.generation').generate(opts, callback)
end

--- @return lofi.Queue
function M.queue()
  return state().queue()
end

--- Cancels a queued generation, or with `force` the active one too.
--- @param track_id string
--- @param opts? { force?: boolean }
function M.cancel(track_id, opts)
  host().notify('queue_cancel', { track_id = track_id, force = opts and opts.force })
end

--- Plays a track. Without an id it resumes, or plays what was made last.
--- @param track_id? string
function M.play(track_id)
  host().notify('play', { track_id = track_id })
end

--- @param track_id string
function M.playlist_add(track_id)
  host().notify('playlist_add', { track_id = track_id })
end

--- @param track_id string
function M.playlist_remove(track_id)
  host().notify('playlist_remove', { track_id = track_id })
end

--- @return string[] track_ids
function M.playlist()
  return state().playlist()
end

function M.playlist_clear()
  host().notify('playlist_clear')
end

function M.pause()
  host().notify('pause')
end

function M.resume()
  host().notify('resume')
end

--- Does what `:Lofi` does.
function M.toggle()
  host().command({})
end

function M.stop()
  host().notify('stop')
end

function M.skip()
  host().notify('skip')
end

--- @param level? number from 0 to 1; without it, the volume is returned
--- @return number?
function M.volume(level)
  if level == nil then
    return state().volume()
  end
  state().expect_volume(level)
  host().notify('volume_set', { level = level })
end

--- Moves faders of the composer's mix: `{ drums = 0.4 }`; 1 is as the composer meant it.
--- @param gains? lofi.Stems each from 0 to 2; without it, where the faders stand is returned
--- @return lofi.Stems?
function M.stems(gains)
  if gains == nil then
    return state().stems()
  end
  host().notify('stems', gains)
end

--- @return lofi.Status
function M.status()
  return state().status()
end

--- @return boolean
function M.is_playing()
  return state().is_playing()
end

--- @return boolean
function M.is_generating()
  return state().is_generating()
end

--- A short text for the statusline; empty when there is nothing to say.
--- @return string
function M.statusline()
  return state().statusline()
end

--- Calls a function whenever something happens.
--- @param event lofi.EventName
--- @param callback lofi.Subscriber
--- @return fun() unsubscribe
function M.on(event, callback)
  return require('lofi.events').on(event, callback)
end

--- The tracks on disk, the newest first.
--- @return lofi.Track[]
function M.cache()
  return (require('lofi.library').list())
end

--- @param track_id string
function M.cache_delete(track_id)
  host().notify('cache_delete', { track_id = track_id })
end

function M.cache_clear()
  host().notify('cache_clear')
end

return M
