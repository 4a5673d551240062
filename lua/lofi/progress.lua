--- Shows how far a generation or an installation is, in the style of the option `ui.progress`.
--- @diagnostic disable: unresolved-require
local M = {}

local ID = 'lofi.progress'

--- @class (exact) lofi.ProgressStyle
--- @field show fun(percent: integer, detail: string, deed: string)
--- @field clear fun()

--- @param percent integer
--- @param detail string
--- @param deed string
--- @return string
local function whole_line(percent, detail, deed)
  local icon = require('lofi.config').get().ui.icons.generating
  return ('%s lofi: %s %d%%, %s'):format(icon, deed, percent, detail)
end

--- The first text that fits. A line that does not makes Neovim ask for <Enter>.
--- @param texts string[] shorter and shorter
--- @return string
local function fitting(texts)
  for _, text in ipairs(texts) do
    if vim.fn.strdisplaywidth(text) <= vim.v.echospace then
      return text
    end
  end
  return ''
end

--- Whether the command line is there and nobody needs it.
--- @return boolean
local function is_free()
  local mode = vim.api.nvim_get_mode().mode
  return vim.o.cmdheight > 0 and not mode:find('^[cr]')
end

--- @type lofi.ProgressStyle
local cmdline = {
  show = function(percent, detail, deed)
    if is_free() then
      local line = fitting({
        whole_line(percent, detail, deed),
        ('lofi: %d%%, %s'):format(percent, detail),
        ('lofi: %d%%'):format(percent),
      })
      vim.api.nvim_echo({ { line } }, false, {})
    end
  end,
  clear = function()
    if is_free() then
      vim.api.nvim_echo({ { '' } }, false, {})
    end
  end,
}

--- Whether Neovim has been told of a progress that has not ended.
local is_running = false

--- Ends the progress, or does so when the user has left the command line: a progress without an end
--- stays in the statusline for ever.
local function end_message()
  if not is_running then
    return
  elseif not is_free() then
    vim.api.nvim_create_autocmd('ModeChanged', {
      once = true,
      callback = vim.schedule_wrap(end_message),
    })
    return
  end
  is_running = false
  vim.api.nvim_echo({ { '' } }, false, {
    id = ID,
    kind = 'progress',
    status = 'success',
    source = 'lofi',
    title = 'lofi',
    percent = 100,
  })
  vim.api.nvim_echo({ { '' } }, false, {})
end

--- Neovim 0.12 knows what progress is, and hands it on to the terminal and to other plugins.
--- @type lofi.ProgressStyle
local message = {
  show = function(percent, detail, deed)
    if is_free() then
      is_running = true
      local before = 'lofi: 100% '
      local line = fitting({ before .. deed .. ', ' .. detail, before .. detail, before })
      vim.api.nvim_echo({ { line:sub(#before + 1) } }, false, {
        id = ID,
        kind = 'progress',
        status = 'running',
        source = 'lofi',
        title = 'lofi',
        percent = percent,
      })
    end
  end,
  clear = end_message,
}

--- What the other plugin gave us for the generation that runs.
--- @type any
local shown

--- @type lofi.ProgressStyle
local fidget = {
  show = function(percent, detail, deed)
    local report = { message = deed .. ', ' .. detail, percentage = percent }
    if shown then
      shown:report(report)
    else
      local create = require('fidget.progress.handle').create
      shown =
        create(vim.tbl_extend('force', report, { title = '', lsp_client = { name = 'lofi' } }))
    end
  end,
  clear = function()
    if shown then
      shown:report({ message = 'ended' }) -- it stays for a moment
      shown:finish()
      shown = nil
    end
  end,
}

--- @type lofi.ProgressStyle
local mini = {
  show = function(percent, detail, deed)
    local line = whole_line(percent, detail, deed)
    -- The user may have dismissed it meanwhile.
    if not shown or not pcall(require('mini.notify').update, shown, { msg = line }) then
      shown = require('mini.notify').add(line)
    end
  end,
  clear = function()
    if shown then
      require('mini.notify').remove(shown)
      shown = nil
    end
  end,
}

--- @type lofi.ProgressStyle
local notify = {
  show = function(percent, detail, deed)
    shown = vim.notify(whole_line(percent, detail, deed), vim.log.levels.INFO, {
      id = ID,
      title = 'lofi',
      replace = shown,
      hide_from_history = true,
    })
  end,
  clear = function()
    if shown then
      vim.notify('lofi: ended', vim.log.levels.INFO, {
        id = ID,
        title = 'lofi',
        replace = shown,
        timeout = 500,
        hide_from_history = true,
      })
      shown = nil
    end
  end,
}

--- The style of the options, or the command line when its plugin is missing.
--- @return lofi.ProgressStyle?
local function style()
  local wanted = require('lofi.config').get().ui.progress
  if wanted == 'none' then
    return nil
  elseif wanted == 'fidget' and pcall(require, 'fidget') then
    return fidget
  elseif wanted == 'mini' and pcall(require, 'mini.notify') then
    return mini
  elseif wanted == 'notify' then
    return notify
  end
  return vim.fn.has('nvim-0.12') == 1 and message or cmdline
end

--- The style that shows a generation now.
--- @type lofi.ProgressStyle?
local current

--- The host calls this at most twice a second.
--- @param percent integer
--- @param detail string what stands behind the percentage, as in "30 s to go"
--- @param deed string what is being done, as in "generating"
function M.show(percent, detail, deed)
  local wanted = style()
  if current and current ~= wanted then
    current.clear()
  end
  current = wanted
  if current then
    current.show(percent, detail, deed)
  end
end

--- The host calls this when that has ended.
function M.clear()
  if current then
    current.clear()
    current = nil
  end
end

return M
