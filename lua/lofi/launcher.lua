--- Finds the program that starts the host, and says what to do when there is none.
local M = {}

local errors = require('lofi.errors')

local this_file = assert(debug.getinfo(1, 'S')).source:sub(2)

--- The plugin's own folder.
M.root = vim.fs.dirname(vim.fs.dirname(vim.fs.dirname(this_file)))

local NAME = vim.fn.has('win32') == 1 and 'lofi-daemon.bat' or 'lofi-daemon'

--- @param path string a launcher, or the bundle that has one
--- @return string? launcher
local function launcher_at(path)
  local candidate = vim.fn.isdirectory(path) == 1 and path .. '/bin/' .. NAME or path
  return vim.fn.executable(candidate) == 1 and candidate or nil
end

--- Where the installer and the build put it.
--- @return string[]
function M.usual_places()
  return {
    vim.fn.stdpath('data') .. '/lofi/' .. require('lofi.version'),
    M.root .. '/target/lofi',
  }
end

--- @return string
local function next_command()
  return ('Build it with `%s/scripts/build`, or see `:help lofi-install`.'):format(M.root)
end

--- @return string? launcher
--- @return lofi.Error?
function M.find()
  local wanted = require('lofi.config').get().daemon.bin
  if wanted then
    local launcher = launcher_at(vim.fs.normalize(wanted))
    return launcher,
      not launcher and errors.new(
        'DAEMON_NOT_FOUND',
        ('There is no lofi-daemon at %s, as `daemon.bin` says.'):format(wanted),
        'Correct `daemon.bin`, or leave it out: `:help lofi-install`.'
      ) or nil
  end
  for _, place in ipairs(M.usual_places()) do
    local launcher = launcher_at(place)
    if launcher then
      return launcher
    end
  end
  return nil, errors.new('DAEMON_NOT_FOUND', 'The lofi-daemon is not installed.', next_command())
end

return M
