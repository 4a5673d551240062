--- Renders the options for `doc/lofi.txt`.
local M = {}

local INDENT = (' '):rep(8)
local WIDTH = 78

--- @param text string
--- @return string[] lines
local function wrap(text)
  local lines, line = {}, INDENT
  for word in text:gmatch('%S+') do
    if vim.fn.strdisplaywidth(line .. word) > WIDTH then
      table.insert(lines, (line:gsub(' $', '')))
      line = INDENT
    end
    line = line .. word .. ' '
  end
  table.insert(lines, (line:gsub(' $', '')))
  return lines
end

--- @param default any
--- @return string
local function show(default)
  if type(default) == 'table' then
    return 'the list below'
  end
  return vim.inspect(default)
end

--- @param option lofi.Option
--- @return string[] lines
local function entry(option)
  local tag = ('*lofi-%s*'):format(option.name)
  local gap = (' '):rep(math.max(1, WIDTH - #option.name - #tag))
  local lines = { option.name .. gap .. tag }
  local kind = ('%s; default %s'):format(option.kind.expected, show(option.default))
  vim.list_extend(lines, wrap(kind:gsub('^%l', string.upper) .. '.'))
  vim.list_extend(lines, wrap(option.help .. (option.restart and ' (After a restart.)' or '')))
  if type(option.default) == 'table' then
    for _, item in ipairs(option.default) do
      table.insert(lines, INDENT .. '  ' .. item)
    end
  end
  table.insert(lines, '')
  return lines
end

--- @return string
function M.options()
  local lines = {}
  for _, option in ipairs(require('lofi.config').schema) do
    vim.list_extend(lines, entry(option))
  end
  return table.concat(lines, '\n') .. '\n'
end

return M
