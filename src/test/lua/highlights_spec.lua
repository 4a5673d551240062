-- Floats can be read on light and on dark.
local editor = require('support.editor')
local spec = require('support.spec')
local test = spec.test

--- How far each group stands out from a float, as WCAG 2 measures contrast: 21 at most.
local CONTRAST = [[
  local background, groups = ...
  vim.o.termguicolors = true
  vim.o.background = background
  require('lofi.highlights').define()

  local function share(value)
    value = value / 255
    return value <= 0.03928 and value / 12.92 or ((value + 0.055) / 1.055) ^ 2.4
  end
  local function luminance(colour)
    local red, green = math.floor(colour / 65536), math.floor(colour / 256) % 256
    return 0.2126 * share(red) + 0.7152 * share(green) + 0.0722 * share(colour % 256)
  end
  local function colours(group)
    return vim.api.nvim_get_hl(0, { name = group, link = false })
  end

  local float = colours('NormalFloat')
  local behind = luminance(float.bg or colours('Normal').bg)
  local found = {}
  for _, group in ipairs(groups) do
    local text = luminance(colours(group).fg or float.fg or colours('Normal').fg)
    found[group] = (math.max(text, behind) + 0.05) / (math.min(text, behind) + 0.05)
  end
  return found
]]

for _, background in ipairs({ 'dark', 'light' }) do
  test('what has to be read in a float can be read on ' .. background, function()
    local nvim = editor.start()
    local read = { 'LofiTitle', 'LofiLabel', 'LofiBar', 'LofiWarning' }
    for group, contrast in pairs(nvim:lua(CONTRAST, background, read)) do
      assert(contrast >= 4.5, ('%s has a contrast of %.1f'):format(group, contrast))
    end
  end)
end
