--- A Neovim of its own for each test, driven over RPC, with lofi on its runtime path.
local M = {}

local spec = require('support.spec')

M.root = vim.env.LOFI_ROOT
M.fake_daemon = M.root .. '/src/test/lua/support/fake-daemon'

--- @class lofi.test.Editor
--- @field channel integer
--- @field home string
local Editor = {}
Editor.__index = Editor

--- @return string
function M.new_home()
  local home = vim.fn.tempname()
  vim.fn.mkdir(home, 'p')
  return home
end

--- @class lofi.test.EditorOpts
--- @field home? string
--- @field init? string Lua, run as the user's init.lua
--- @field env? table<string, string>
--- @field args? string[]
--- @field root? string where the plugin is

--- @param opts lofi.test.EditorOpts
--- @return string[]
local function command_line(opts, home)
  local init = home .. '/init.lua'
  vim.fn.writefile(vim.split(opts.init or '', '\n'), init)
  local root = opts.root or M.root
  local command =
    { vim.env.NVIM_UNDER_TEST, '--embed', '--headless', '-n', '-i', 'NONE', '-u', init }
  if root ~= '' then
    vim.list_extend(command, { '--cmd', 'set rtp^=' .. root })
  end
  return vim.list_extend(command, opts.args or {})
end

--- @param home string
--- @param more? table<string, string>
local function environment(home, more)
  local env = { HOME = home, XDG_RUNTIME_DIR = home .. '/run', NVIM_LOG_FILE = home .. '/nvim.log' }
  for _, name in ipairs({ 'CONFIG', 'DATA', 'STATE', 'CACHE' }) do
    env['XDG_' .. name .. '_HOME'] = home .. '/' .. name:lower()
  end
  vim.fn.mkdir(home .. '/run', 'p')
  return vim.tbl_extend('force', env, more or {})
end

--- Starts a Neovim. Messages that it shows by `vim.notify` are in `_G.told`.
--- @param opts? lofi.test.EditorOpts
--- @return lofi.test.Editor
function M.start(opts)
  opts = opts or {}
  local home = opts.home or M.new_home()
  local channel = vim.fn.jobstart(command_line(opts, home), {
    rpc = true,
    env = environment(home, opts.env),
    cwd = home,
  })
  assert(channel > 0, 'the Neovim under test does not start')
  local editor = setmetatable({ channel = channel, home = home }, Editor)
  spec.finally(function()
    editor:close()
  end)
  editor:lua([[
    _G.told = _G.told or {}
    vim.notify = function(text) table.insert(_G.told, text) end
  ]])
  return editor
end

--- A Neovim whose host is the fake one.
--- @param opts? lofi.test.EditorOpts | { fake?: string, daemon?: table }
--- @return lofi.test.Editor
function M.with_fake_host(opts)
  opts = opts or {}
  local home = opts.home or M.new_home()
  local daemon = vim.tbl_extend('force', { bin = M.fake_daemon }, opts.daemon or {})
  return M.start(vim.tbl_extend('force', opts, {
    home = home,
    init = ('vim.g.lofi = { daemon = %s }\n%s'):format(vim.inspect(daemon), opts.init or ''),
    env = vim.tbl_extend(
      'force',
      { LOFI_FAKE = opts.fake or '', LOFI_FAKE_STARTS = home .. '/starts' },
      opts.env or {}
    ),
  }))
end

--- Runs Lua in the editor and returns what it returns.
--- @param code string
--- @param ... any
--- @return any
function Editor:lua(code, ...)
  return vim.rpcrequest(self.channel, 'nvim_exec_lua', code, { ... })
end

--- @param command string
function Editor:cmd(command)
  return vim.rpcrequest(self.channel, 'nvim_command', command)
end

--- Waits until an expression of Lua is true in the editor.
--- @param expression string
--- @param ... any
--- @return any
function Editor:eventually(expression, ...)
  local arguments = { ... }
  return spec.eventually(expression, function()
    local value = self:lua('return ' .. expression, unpack(arguments))
    return value ~= vim.NIL and value
  end)
end

--- What `vim.notify` was given so far, in one string.
--- @return string
function Editor:told()
  return table.concat(self:lua('return _G.told'), '\n')
end

--- How often the fake host was started.
--- @return integer
function Editor:starts()
  local file = self.home .. '/starts'
  return vim.fn.filereadable(file) == 1 and #vim.fn.readfile(file) or 0
end

function Editor:close()
  pcall(vim.rpcnotify, self.channel, 'nvim_command', 'qa!')
  if vim.fn.jobwait({ self.channel }, 3000)[1] == -1 then
    vim.fn.jobstop(self.channel)
  end
end

return M
