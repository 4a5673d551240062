--- Tracks in fzf-lua.
--- @diagnostic disable: unresolved-require
local M = {}

local entries = require('lofi.pickers.entries')
local lofi = require('lofi')

function M.tracks()
  local ids, lines = {}, {}
  for _, track in ipairs(lofi.cache()) do
    local line = entries.label(track)
    ids[line] = track.track_id
    table.insert(lines, line)
  end
  --- @param act fun(track_id: string)
  local function with_chosen(act)
    return function(chosen)
      for _, line in ipairs(chosen) do
        act(ids[line])
      end
    end
  end
  require('fzf-lua').fzf_exec(lines, {
    prompt = 'Lofi tracks> ',
    actions = {
      ['default'] = with_chosen(lofi.play),
      ['ctrl-a'] = { fn = with_chosen(lofi.playlist_add), exec_silent = true }, -- it stays open
      ['ctrl-d'] = with_chosen(lofi.cache_delete),
    },
  })
end

return M
