--- What the host has to say to the user, where it fits.
local M = {}

--- Neovim's own `vim.notify` writes on the command line, where what is too long stops the user at
--- a hit-enter prompt. Plugins that take its place have room.
--- @return boolean
local function has_room()
  local info = debug.getinfo(vim.notify, 'S')
  local source = info and info.source or ''
  return vim.startswith(source, '@') and not vim.startswith(source, '@vim/')
end

--- @param text string
--- @return boolean
local function fits(text)
  return has_room() or vim.fn.strdisplaywidth(text) <= vim.v.echospace
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

--- Says what happened, and what to do about it if there is room for that, too.
--- @param message string
--- @param advice string may be empty
--- @param level integer
function M.show(message, advice, level)
  local text = 'lofi: ' .. message
  local whole = advice == '' and text or text:gsub('%.?$', '.', 1) .. ' ' .. advice
  vim.notify(fits(whole) and whole or cut(text), level, { title = 'lofi' })
end

return M
