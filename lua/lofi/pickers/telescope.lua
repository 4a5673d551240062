--- The pickers of `:Telescope lofi`.
--- @diagnostic disable: unresolved-require
local M = {}

local action_state = require('telescope.actions.state')
local actions = require('telescope.actions')
local entries = require('lofi.pickers.entries')
local finders = require('telescope.finders')
local lofi = require('lofi')
local pickers = require('telescope.pickers')
local previewers = require('telescope.previewers')
local values = require('telescope.config').values

--- @param label fun(item: table): string
local function finder(items, label)
  return finders.new_table({
    results = items,
    entry_maker = function(item)
      local line = label(item)
      return { value = item, display = line, ordinal = line }
    end,
  })
end

local function track_previewer()
  return previewers.new_buffer_previewer({
    title = 'Track',
    define_preview = function(self, entry)
      local lines = entries.preview(entry.value, entries.room(self.state.winid))
      vim.api.nvim_buf_set_lines(self.state.bufnr, 0, -1, false, lines)
    end,
  })
end

--- Closes the picker, then does something with what was chosen.
--- @param act fun(item: table)
local function choose(act)
  return function(prompt_buffer)
    local entry = action_state.get_selected_entry()
    actions.close(prompt_buffer)
    if entry then
      act(entry.value)
    end
  end
end

--- Does something with what is chosen and leaves the picker open.
--- @param act fun(item: table)
local function use(act)
  return function()
    local entry = action_state.get_selected_entry()
    if entry then
      act(entry.value)
    end
  end
end

local function delete(prompt_buffer)
  action_state.get_current_picker(prompt_buffer):delete_selection(function(entry)
    lofi.cache_delete(entry.value.track_id)
  end)
end

--- Tracks on disk: <CR> plays, <C-a> adds to the play order, <C-d> deletes.
--- @param opts? table options of Telescope
function M.tracks(opts)
  opts = opts or {}
  pickers
    .new(opts, {
      prompt_title = 'Lofi tracks',
      finder = finder(lofi.cache(), entries.label),
      sorter = values.generic_sorter(opts),
      previewer = track_previewer(),
      attach_mappings = function(_, map)
        actions.select_default:replace(choose(function(track)
          lofi.play(track.track_id)
        end))
        map({ 'i', 'n' }, '<C-d>', delete)
        map(
          { 'i', 'n' },
          '<C-a>',
          use(function(track)
            lofi.playlist_add(track.track_id)
          end)
        )
        return true
      end,
    })
    :find()
end

--- Earlier prompts: <CR> makes a track with a new seed, <C-s> with the same, <C-e> edits first.
--- @param opts? table options of Telescope
function M.prompts(opts)
  opts = opts or {}
  pickers
    .new(opts, {
      prompt_title = 'Lofi prompts',
      finder = finder(entries.prompts(), function(earlier)
        return earlier.prompt
      end),
      sorter = values.generic_sorter(opts),
      attach_mappings = function(_, map)
        actions.select_default:replace(choose(function(earlier)
          lofi.generate({ prompt = earlier.prompt })
        end))
        map(
          { 'i', 'n' },
          '<C-s>',
          choose(function(earlier)
            lofi.generate({ prompt = earlier.prompt, seed = earlier.seed })
          end)
        )
        map(
          { 'i', 'n' },
          '<C-e>',
          choose(function(earlier)
            vim.api.nvim_feedkeys(':Lofi generate ' .. earlier.prompt, 'n', false)
          end)
        )
        return true
      end,
    })
    :find()
end

return M
