--- What lofi has to say to the user, where it fits.
local M = {}

--- Neovim's own `vim.notify` writes on the command line, where what is too long stops the user at
--- a hit-enter prompt. Plugins that take its place have room.
--- @return boolean
local function has_room()
  local info = debug.getinfo(vim.notify, 'S')
  local source = info and info.source or ''
  return vim.startswith(source, '@') and not source:find('^@vim/') and not source:find('/lua/vim/_')
end

--- @param text string
--- @return boolean
local function fits(text)
  return vim.fn.strdisplaywidth(text) <= vim.v.echospace
end

--- @param text string
--- @return string
local function cut(text)
  local shown = text
  while not fits(shown) and shown ~= '' do
    text = vim.fn.strcharpart(text, 0, vim.fn.strchars(text) - 1)
    shown = text .. '…'
  end
  return shown
end

--- @param message string
--- @param advice? string
--- @return string
local function with_advice(message, advice)
  if (advice or '') == '' then
    return message
  end
  return (message:find('[.?!]$') and message or message .. '.') .. ' ' .. advice
end

--- Says what happened, and what to do about it if there is room for that, too. Without a command
--- line each message means a hit-enter prompt, which good news is not worth.
--- @param message string
--- @param advice? string may be empty
--- @param level integer
function M.show(message, advice, level)
  local whole = 'lofi: ' .. with_advice(message, advice)
  local text = (has_room() or fits(whole)) and whole or cut('lofi: ' .. message)
  if has_room() or vim.o.cmdheight > 0 or level >= vim.log.levels.WARN then
    vim.notify(text, level, { title = 'lofi' })
  end
end

return M
