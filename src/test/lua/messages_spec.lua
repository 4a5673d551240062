local editor = require('support.editor')
local spec = require('support.spec')
local test, equal = spec.test, spec.equal

--- @param width integer of the screen
--- @param ... string
--- @return string what the user reads
local function shown(width, ...)
  local nvim = editor.start()
  return nvim:lua(
    [[
      local width, message, advice = ...
      vim.o.columns = width
      local read
      vim.notify = function(text) read = text end
      require('lofi.messages').show(message, advice, 2)
      return read
    ]],
    width,
    ...
  )
end

test('without a command line good news asks for no <Enter>', function()
  local nvim = editor.start()
  vim.rpcrequest(nvim.channel, 'nvim_ui_attach', 80, 24, { rgb = true })
  nvim:lua([[
    vim.o.cmdheight = 0
    _G.told = {}
    vim.notify = function(text) table.insert(_G.told, text) end
    require('lofi.messages').show('Track a1b2c3d4 is ready', '', vim.log.levels.INFO)
    require('lofi.messages').show('There is no track', '', vim.log.levels.ERROR)
  ]])
  equal({ 'lofi: There is no track' }, nvim:lua('return _G.told'))
end)

test('a message says what happened and what to do', function()
  equal(
    'lofi: There is no track. See :Lofi list.',
    shown(80, 'There is no track', 'See :Lofi list.')
  )
  equal('lofi: Volume 30 %', shown(80, 'Volume 30 %', ''))
  equal('lofi: Which one? See :Lofi list.', shown(80, 'Which one?', 'See :Lofi list.'))
end)

test('advice for which there is no room is left out, and what is too long is cut', function()
  equal('lofi: There is no track', shown(50, 'There is no track', ('See the list. '):rep(5)))
  local text = shown(50, ('long '):rep(20), '')
  assert(vim.fn.strdisplaywidth(text) < 50, text)
  assert(vim.endswith(text, '…'), text)
end)
