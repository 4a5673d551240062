local editor = require('support.editor')
local spec = require('support.spec')
local test, equal = spec.test, spec.equal

--- @param answer string Lua of what the user answers
--- @return lofi.test.Editor
local function with_answer(answer)
  return editor.with_fake_host({
    init = ([[
      vim.ui.input = function(_, on_answer) on_answer(%s) end
      vim.ui.select = function(_, _, on_answer) on_answer(%s) end
    ]]):format(answer, answer),
  })
end

test('a prompt that the user types becomes a track', function()
  local nvim = with_answer("'rain on a tin roof'")
  nvim:lua('require("lofi.ask").prompt()')
  nvim:eventually('_G.heard')
  equal({ 'generate', 'rain on a tin roof' }, nvim:lua('return _G.heard[1][2]'))
end)

test('no prompt, no track', function()
  for _, answer in ipairs({ 'nil', "''", "'  '" }) do
    local nvim = with_answer(answer)
    nvim:lua('require("lofi.ask").prompt()')
    equal(0, nvim:starts())
  end
end)

test('what cannot be undone is done only after a yes', function()
  local no = with_answer("'No'")
  no:lua('require("lofi.ask").before("Delete all?", "cache_clear")')
  equal(0, no:starts())

  local yes = with_answer("'Yes'")
  yes:lua('require("lofi.ask").before("Delete all?", "cache_clear")')
  yes:eventually('_G.heard')
  equal('cache_clear', yes:lua('return _G.heard[1][1]'))
end)
