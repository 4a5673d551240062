--- Tracks in the picker of snacks.nvim.
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
  require('snacks').picker.pick({
    title = 'Lofi tracks',
    items = items(),
    format = 'text',
    preview = function(context)
      context.preview:reset()
      context.preview:minimal()
      context.preview:set_lines(entries.preview(context.item.track, entries.room(context.win)))
    end,
    confirm = function(picker, item)
      picker:close()
      if item then
        lofi.play(item.track.track_id)
      end
    end,
    actions = {
      lofi_add = function(_, item)
        lofi.playlist_add(item.track.track_id)
      end,
      lofi_delete = function(picker, item)
        lofi.cache_delete(item.track.track_id)
        picker:close()
      end,
    },
    win = {
      input = {
        keys = {
          ['<C-a>'] = { 'lofi_add', mode = { 'i', 'n' } },
          ['<C-d>'] = { 'lofi_delete', mode = { 'i', 'n' } },
        },
      },
    },
  })
end

return M
