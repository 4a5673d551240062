-- Defines :Lofi and the <Plug> maps. Everything else is loaded at the first use.
if vim.g.loaded_lofi then
  return
end
vim.g.loaded_lofi = vim.v.vim_did_enter == 0 and 'at the start' or 'later'

local api = vim.api

local function define_stub()
  api.nvim_create_user_command('Lofi', function(call)
    require('lofi.registration').run(call)
  end, {
    nargs = '*',
    bang = true,
    desc = 'Lofi music',
    complete = function(...)
      return require('lofi.registration').complete(...)
    end,
  })
end

define_stub()

for name, command in pairs({
  toggle = 'Lofi',
  generate = 'Lofi generate',
  stop = 'Lofi stop',
  skip = 'Lofi skip',
  prompt = 'Lofi prompt',
  status = 'Lofi status',
  ['volume-up'] = 'lua require("lofi.keymaps").change_volume(0.1)',
  ['volume-down'] = 'lua require("lofi.keymaps").change_volume(-0.1)',
}) do
  api.nvim_set_keymap('n', '<Plug>(lofi-' .. name .. ')', '<Cmd>' .. command .. '<CR>', {})
end

if vim.g.loaded_lofi == 'later' then
  return
end

-- Neovim's remote plugin code is slow to load, so we wait until somebody else needs it: then a
-- manifest or :UpdateRemotePlugins asks for the host by its name.
local function introduce_host()
  vim.fn['remote#host#Register']('lofi', '*.host', function(info)
    return require('lofi.registration').factory(info)
  end)
end

local group = api.nvim_create_augroup('lofi', {})
if vim.fn.exists('*remote#host#Register') == 1 then
  introduce_host()
else
  api.nvim_create_autocmd('SourcePost', {
    group = group,
    pattern = '*/autoload/remote/host.vim',
    once = true,
    callback = introduce_host,
  })
end

-- A manifest that was read after this file may carry an old path or old commands.
api.nvim_create_autocmd('VimEnter', {
  group = group,
  once = true,
  callback = function()
    if vim.fn.exists('*remote#host#Register') == 1 then
      define_stub()
    end
  end,
})
