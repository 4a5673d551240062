--- The colours of floating windows: links to groups that every colour scheme has.
local M = {}

--- @type table<string, string>
M.links = {
  LofiTitle = 'Title',
  LofiLabel = 'Comment',
  LofiBar = 'Function',
  LofiDim = 'NonText',
  LofiWarning = 'WarningMsg',
}

--- Leaves alone what the user or their colour scheme has set.
function M.define()
  for group, link in pairs(M.links) do
    vim.api.nvim_set_hl(0, group, { link = link, default = true })
  end
end

return M
