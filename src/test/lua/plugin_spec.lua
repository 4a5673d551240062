local editor = require('support.editor')
local spec = require('support.spec')
local test, equal, contains = spec.test, spec.equal, spec.contains

test('a start of Neovim loads nothing of lofi', function()
  local nvim = editor.start()
  local loaded = nvim:lua([[
    return vim.tbl_filter(function(name) return vim.startswith(name, 'lofi') end,
      vim.tbl_keys(package.loaded))
  ]])
  equal({}, loaded)
  equal(0, nvim:lua('return vim.fn.exists("*remote#host#Register")'))
end)

test('plugin/lofi.lua costs a start little', function()
  local nvim = editor.start()
  local millis = nvim:lua([[
    local plugin = loadfile(vim.api.nvim_get_runtime_file('plugin/lofi.lua', false)[1])
    local best = math.huge
    for _ = 1, 20 do
      vim.g.loaded_lofi = nil
      local begin = vim.loop.hrtime()
      plugin()
      best = math.min(best, (vim.loop.hrtime() - begin) / 1e6)
    end
    return best
  ]])
  io.stdout:write(('       plugin/lofi.lua took %.3f ms\n'):format(millis))
  assert(millis < 2, millis)
end)

test('the <Plug> maps exist, the default keys do not', function()
  local nvim = editor.start()
  for _, name in ipairs({
    'toggle',
    'generate',
    'stop',
    'skip',
    'prompt',
    'status',
    'volume-up',
    'volume-down',
  }) do
    contains('<Cmd>', nvim:lua('return vim.fn.maparg(..., "n")', '<Plug>(lofi-' .. name .. ')'))
  end
  equal('', nvim:lua('return vim.fn.maparg("<leader>ll", "n")'))
end)

test('setup() sets the default keys, but never over a key of the user', function()
  local nvim = editor.start({
    init = [[
      vim.g.mapleader = ' '
      vim.keymap.set('n', '<leader>ll', '<Cmd>let g:mine = 1<CR>')
      require('lofi').setup({ keymaps = { stop = false, skip = '<F9>' } })
    ]],
  })
  contains('mine', nvim:lua('return vim.fn.maparg(" ll", "n")'))
  equal('', nvim:lua('return vim.fn.maparg(" ls", "n")'))
  equal('<Plug>(lofi-skip)', nvim:lua('return vim.fn.maparg("<F9>", "n")'))
  equal('<Plug>(lofi-generate)', nvim:lua('return vim.fn.maparg(" lg", "n")'))
end)

test('setup() again takes its old keys away', function()
  local nvim = editor.start({ init = "require('lofi').setup()" })
  nvim:lua("require('lofi').setup({ keymaps = false })")
  equal('', nvim:lua('return vim.fn.maparg("<leader>lg", "n")'))
  equal('', nvim:lua('return vim.fn.maparg("<leader>ll", "n")'))
end)

test('a default key does what its command does', function()
  local nvim = editor.with_fake_host({ init = "require('lofi').setup()" })
  nvim:lua([[vim.api.nvim_feedkeys('\\lg', 'xm', false)]])
  nvim:eventually('_G.heard')
  equal({ 'generate' }, nvim:lua('return _G.heard[1][2]'))
end)

test('the volume keys move by ten percent, stay in their range and say so', function()
  local nvim = editor.with_fake_host({ init = "require('lofi').setup()" })
  nvim:lua([[vim.api.nvim_feedkeys('\\l-\\l-\\l-\\l-', 'xm', false)]])
  nvim:eventually('_G.heard and #_G.heard == 4')
  local commands = vim.tbl_map(function(call)
    return table.concat(call[2], ' ')
  end, nvim:lua('return _G.heard'))
  equal({ 'volume 20', 'volume 10', 'volume 0', 'volume 0' }, commands)
end)

test('g:loaded_lofi keeps the plugin away', function()
  local nvim = editor.start({ init = 'vim.g.loaded_lofi = 1' })
  equal(0, nvim:lua('return vim.fn.exists(":Lofi")'))
end)
