--- Tracks in mini.pick.
--- @diagnostic disable: unresolved-require
local M = {}

local entries = require('lofi.pickers.entries')
local lofi = require('lofi')

--- @return table[]
local function items()
  return vim.tbl_map(function(track)
    return { text = entries.label(track), track = track }
  end, lofi.cache())
end

function M.tracks()
  local pick = require('mini.pick')
  --- @param act fun(track_id: string)
  --- @param closes boolean
  local function on_key(act, closes)
    return function()
      local matches = pick.get_picker_matches()
      if matches and matches.current then
        act(matches.current.track.track_id)
      end
      return closes
    end
  end
  pick.start({
    source = {
      name = 'Lofi tracks',
      items = items(),
      choose = function(item)
        lofi.play(item.track.track_id)
      end,
      preview = function(buffer, item)
        local window = pick.get_picker_state().windows.main
        local lines = entries.preview(item.track, entries.room(window))
        vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
      end,
    },
    mappings = {
      add_to_play_order = { char = '<C-a>', func = on_key(lofi.playlist_add, false) },
      delete_track = { char = '<C-d>', func = on_key(lofi.cache_delete, true) },
    },
  })
end

return M
