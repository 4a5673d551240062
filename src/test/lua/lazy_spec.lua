-- A plugin manager puts the plugin on the runtime path only when it is needed. These specs do what
-- lazy.nvim does then.
local editor = require('support.editor')
local spec = require('support.spec')
local test, equal = spec.test, spec.equal

local MANAGER = [[
  _G.loads = 0
  function _G.load_plugin()
    _G.loads = _G.loads + 1
    vim.opt.rtp:prepend(vim.env.LOFI_TEST_ROOT)
    vim.cmd.runtime('plugin/lofi.lua')
    require('lofi').setup({ daemon = vim.g.lofi.daemon })
  end
]]

-- `cmd = 'Lofi'`
local BY_COMMAND = MANAGER
  .. [[
  vim.api.nvim_create_user_command('Lofi', function(call)
    vim.api.nvim_del_user_command('Lofi')
    _G.load_plugin()
    vim.cmd({ cmd = 'Lofi', args = call.fargs, bang = call.bang, mods = call.smods })
  end, { bang = true, range = true, nargs = '*', complete = function(_, line)
    vim.api.nvim_del_user_command('Lofi')
    _G.load_plugin()
    return vim.fn.getcompletion(line, 'cmdline')
  end })
]]

-- `keys = { { '<leader>ll', '<cmd>Lofi<cr>' } }`
local BY_KEY = MANAGER
  .. [[
  vim.keymap.set('n', '<leader>ll', function()
    vim.keymap.del('n', '<leader>ll')
    _G.load_plugin()
    vim.keymap.set('n', '<leader>ll', '<cmd>Lofi<cr>')
    vim.api.nvim_feedkeys(vim.keycode and vim.keycode('<Ignore>\\ll') or '\\ll', 'im', false)
  end)
]]

--- @param init string
--- @return lofi.test.Editor
local function managed(init)
  return editor.with_fake_host({ root = '', init = init, env = { LOFI_TEST_ROOT = editor.root } })
end

test('the first :Lofi loads the plugin and does what it says', function()
  local nvim = managed(BY_COMMAND)
  equal(0, nvim:lua('return _G.loads'))
  nvim:cmd('Lofi! volume 40')
  nvim:eventually('_G.heard')
  equal({ { 'volume', '40' }, 1 }, vim.list_slice(nvim:lua('return _G.heard[1]'), 2))
  nvim:cmd('Lofi skip')
  nvim:eventually('#_G.heard == 2')
  equal(1, nvim:lua('return _G.loads'))
  equal(1, nvim:starts())
end)

test('completion loads the plugin, completes, and starts nothing', function()
  local nvim = managed(BY_COMMAND)
  equal({ 'pause', 'play', 'prompt' }, nvim:lua('return vim.fn.getcompletion("Lofi p", "cmdline")'))
  equal(1, nvim:lua('return _G.loads'))
  equal(0, nvim:starts())
end)

test('the first key loads the plugin and plays, and so does the next', function()
  local nvim = managed(BY_KEY)
  for try = 1, 2 do
    vim.rpcrequest(nvim.channel, 'nvim_input', '\\ll')
    nvim:eventually('_G.heard and #_G.heard == ...', try)
    equal({}, nvim:lua('return _G.heard[...][2]', try))
  end
  equal(1, nvim:lua('return _G.loads'))
  equal(1, nvim:starts())
end)

test('a Neovim without any configuration plays', function()
  local nvim = editor.start({
    args = { '--clean', '--cmd', 'set rtp^=' .. editor.root },
    env = { LOFI_FAKE = '' },
  })
  nvim:lua('vim.g.lofi = { daemon = { bin = ... } }', editor.fake_daemon)
  equal(2, nvim:lua('return vim.fn.exists(":Lofi")'))
  nvim:cmd('Lofi')
  nvim:eventually('_G.heard')
  equal({}, nvim:lua('return _G.told'))
end)

test('as a package of Neovim the plugin plays', function()
  local home = editor.new_home()
  local folder = home .. '/data/nvim/site/pack/music/start'
  vim.fn.mkdir(folder, 'p')
  vim.fn.system({ 'ln', '-s', editor.root, folder .. '/lofi.nvim' })
  local nvim = editor.with_fake_host({ home = home, root = '' })
  nvim:cmd('Lofi')
  nvim:eventually('_G.heard')
  equal({}, nvim:lua('return _G.told'))
end)
