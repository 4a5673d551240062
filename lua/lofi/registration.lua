--- Makes `:Lofi` a command of the remote host "lofi", and completes it.
---
--- `:Lofi` is a stub: it starts the host if need be and hands it the call, as the command would
--- that Neovim's remote plugin code defines; but it also ends a host that does not answer. That
--- code learns of the host, so that others find its channel by its name. It does not matter whether
--- a manifest knows us, or knew us at another place.
local M = {}

local host = require('lofi.host')
local launcher = require('lofi.launcher')

--- What the host serves. It answers the same to `:UpdateRemotePlugins`.
M.specs = {
  {
    type = 'command',
    name = 'Lofi',
    sync = 'urgent', -- a plain notification: it neither waits nor queues behind other plugins
    opts = {
      nargs = '*',
      bang = '',
      complete = "customlist,v:lua.require'lofi.registration'.complete",
    },
  },
}

--- Whether Neovim's remote plugin code knows the host.
local is_connected = false

local path = vim.fn.resolve(launcher.root .. '/rplugin/lofi/lofi.host'):gsub('\\', '/')

--- The name of a command on the wire.
--- @param command string
--- @return string
function M.method(command)
  return path .. ':command:' .. command
end

--- @return boolean
local function is_declared()
  for _, plugin in ipairs(vim.fn['remote#host#PluginsForHost']('lofi')) do
    if plugin.path == path then
      return true
    end
  end
  return false
end

--- Whether `:UpdateRemotePlugins` should find us. A plugin that is loaded at its first use must not
--- stand in the manifest: that is read at the start, and its `:Lofi` would never load the plugin.
--- @return string pattern
local function manifest_pattern()
  return vim.g.loaded_lofi == 'later' and 'nothing' or '*.host'
end

local function connect()
  vim.fn['remote#host#Register']('lofi', manifest_pattern(), M.factory)
  if not is_declared() then
    vim.fn['remote#host#RegisterPlugin']('lofi', path, M.specs)
  end
  vim.fn['remote#host#Require']('lofi')
end

--- Neovim asks for the channel to the host, or, for `:UpdateRemotePlugins`, to a second one that
--- only says what it serves.
--- @param info { name: string, orig_name: string }
--- @return integer channel
function M.factory(info)
  if info.name == info.orig_name then
    local channel = host.ensure()
    if not channel then
      vim.schedule(M.stand)
    end
    return channel or 0
  end
  local program, err = launcher.find()
  if not program then
    require('lofi.errors').tell(err --[[@as lofi.Error]])
    return 0
  end
  return vim.fn.jobstart({ program, '--registration' }, { rpc = true })
end

local function define_stub()
  vim.api.nvim_create_user_command('Lofi', M.run, {
    nargs = '*',
    bang = true,
    desc = 'Lofi music',
    complete = M.complete,
  })
end

--- Defines the stub, since the host is gone or about to go.
function M.stand()
  is_connected = false
  define_stub()
end

--- What has a meaning while there is no host, or while it does not answer.
--- @type table<string, fun()>
local without_host = {
  ['daemon start'] = function()
    if host.is_running() then
      require('lofi.messages').show('The host runs already', '', vim.log.levels.INFO)
    end
    host.ensure(true)
  end,
  ['daemon stop'] = host.stop,
  ['daemon restart'] = host.restart,
  ['log'] = host.open_log,
}

--- The stub behind `:Lofi`.
--- @param call { fargs: string[], bang: boolean }
function M.run(call)
  local act = without_host[table.concat(call.fargs, ' ')]
  if act then
    act()
  elseif host.ensure() then
    host.command(call.fargs, call.bang)
  end
  if host.is_running() and not is_connected then
    is_connected = true
    vim.schedule(M.connect)
  end
end

--- Makes the host known to Neovim's remote plugin code, and takes its command's place again.
function M.connect()
  if host.is_running() then
    pcall(connect)
    define_stub()
  end
end

local volumes = { '0', '10', '20', '30', '40', '50', '60', '70', '80', '90', '100' }

--- @param ... string
--- @return fun(): string[]
local function words(...)
  local list = { ... }
  return function()
    return list
  end
end

--- The tracks that can be cancelled: with a bang, that is also the one that is being made.
--- @param bang boolean
--- @return string[]
local function cancellable(bang)
  local queue = require('lofi.state').queue()
  local ids = vim.tbl_map(function(entry)
    return entry.track_id
  end, queue.pending)
  if bang and queue.current then
    table.insert(ids, 1, queue.current.track_id)
  end
  return ids
end

--- What the catalogue has, and what may follow each word behind `:Lofi model`.
local catalogue = { 'musicgen-small', 'musicgen-small-onnx-q8', 'musicgen-small-onnx-fp32' }

--- @return string[]
local function models()
  local installed = require('lofi.state').models()
  local candidates = { 'list', 'cancel', 'convert' }
  local names = { install = catalogue, info = catalogue, verify = installed, remove = installed }
  for word, list in pairs(names) do
    table.insert(candidates, word)
    for _, name in ipairs(list) do
      table.insert(candidates, word .. ' ' .. name)
    end
  end
  table.sort(candidates)
  return candidates
end

local stems = { 'drums', 'keys', 'bass', 'lead', 'pad', 'ambience', 'vinyl' }

--- A stem, then how loud it should be.
--- @param _ boolean
--- @param typed string
--- @return string[]
local function faders(_, typed)
  local stem = typed:match('^(%S+)%s')
  if not stem or not vim.tbl_contains(stems, stem) then
    return vim.list_extend({ 'reset' }, stems)
  end
  return vim.tbl_map(function(percent)
    return stem .. ' ' .. percent
  end, vim.list_extend({ '150', '200' }, volumes))
end

--- What may follow each subcommand, with or without a bang, of which so much is typed.
--- @type table<string, fun(bang: boolean, typed: string): string[]>
M.subcommands = {
  play = function()
    return require('lofi.state').tracks()
  end,
  pause = words(),
  resume = words(),
  stop = words(),
  skip = words(),
  keep = words(),
  generate = function()
    return require('lofi.state').prompts()
  end,
  prompt = words(),
  queue = words(),
  cancel = cancellable,
  volume = function()
    return volumes
  end,
  mix = faders,
  device = function()
    local names = {}
    for _, device in ipairs(require('lofi.state').devices()) do
      if not vim.tbl_contains(names, device.name) then
        table.insert(names, device.name)
      end
    end
    return names
  end,
  status = words(),
  list = words(),
  cache = words('clear'),
  model = models,
  log = words(),
  daemon = words('start', 'stop', 'restart'),
}

--- Candidates may contain spaces, while Neovim replaces only the last word.
--- @param candidates string[]
--- @param typed string all that stands after the subcommand
--- @param word string the last word of it
--- @return string[]
local function matching(candidates, typed, word)
  local kept = #typed - #word
  local found = {}
  for _, candidate in ipairs(candidates) do
    if vim.startswith(candidate, typed) then
      table.insert(found, candidate:sub(kept + 1))
    end
  end
  return found
end

--- Completes from what is known. It starts nothing.
--- @param word string
--- @param line string
--- @param cursor integer
--- @return string[]
function M.complete(word, line, cursor)
  local bang, arguments = line:sub(1, cursor):match('Lofi(!?)%s+(.*)$')
  arguments = arguments or ''
  local subcommand, typed = arguments:match('^(%S+)%s+(.*)$')
  if not subcommand or not typed then
    local names = vim.tbl_keys(M.subcommands)
    table.sort(names)
    return matching(names, arguments, word)
  end
  local candidates = M.subcommands[subcommand]
  return candidates and matching(candidates(bang == '!', typed), typed, word) or {}
end

return M
