--- Starts, stops and restarts the Java host, and owns the RPC channel to it.
---
--- Nothing here waits for the host, except `request()`. What is sent before the host reads its
--- input waits in the pipe.
local M = {}

local config = require('lofi.config')
local errors = require('lofi.errors')
local events = require('lofi.events')
local state = require('lofi.state')

local uv = vim.uv or vim.loop

--- How long we wait, in milliseconds.
M.patience = {
  handshake = 10000, -- from the start of the process to its first call
  ready = 2000, -- a request on a cold host
  answer = 5000, -- a request on a host that has answered before
  leave = 2000, -- a host that was told to stop
}

--- The waits before a crashed host is started again. After the last, the user decides.
M.pauses_after_crash = { 200, 1000, 4000 }

--- Crashes older than this do not count.
local CRASHES_COUNT_FOR_MS = 60000

--- The launcher found no Java 25 ("configuration error" in sysexits.h).
local NO_JAVA = 78

--- @class (exact) lofi.Host
--- @field channel integer
--- @field state 'starting'|'ready'
--- @field told_to_stop boolean
--- @field complaints string[] the last lines of its standard error
--- @field patience? uv.uv_timer_t until its first call
--- @field silence? uv.uv_timer_t since it was asked whether it is alive

--- @type lofi.Host?
local running
--- When the host crashed, in milliseconds.
--- @type integer[]
local crashes = {}
--- Runs until the host is started again after a crash.
--- @type uv.uv_timer_t?
local pause
--- Whether the next handshake is the first after a crash.
local follows_crash = false
--- Whether the host is to come back when it has left.
local start_again = false

--- @param milliseconds integer
--- @param callback fun()
--- @return uv.uv_timer_t
local function after(milliseconds, callback)
  local timer = assert(uv.new_timer())
  timer:start(milliseconds, 0, function()
    timer:close()
    vim.schedule(callback)
  end)
  return timer
end

--- @param timer? uv.uv_timer_t
local function forget_timer(timer)
  if timer and not timer:is_closing() then
    timer:close()
  end
end

--- @param err lofi.Error
--- @param level? integer
local function fail(err, level)
  errors.tell(err, level)
  events.emit('daemon_error', errors.data(err))
end

--- @return string
local function run_folder()
  local folder = vim.env.XDG_RUNTIME_DIR
  return folder and folder ~= '' and folder or vim.fn.stdpath('run')
end

--- @return string
function M.pid_file()
  return ('%s/lofi-daemon-%d.pid'):format(run_folder(), vim.fn.getpid())
end

--- Java warns of its libraries' habits; that has never ended a host.
--- @param complaints string[]
--- @param lines string[]
local function remember(complaints, lines)
  for _, line in ipairs(lines) do
    if line ~= '' and not vim.startswith(line, 'WARNING: ') then
      table.insert(complaints, line)
    end
  end
  while #complaints > 20 do
    table.remove(complaints, 1)
  end
end

--- @param complaints string[]
--- @return string ends a sentence
local function last_words(complaints)
  local words = complaints[#complaints]
  return words and (': ' .. words:gsub('%.$', '') .. '.') or '.'
end

--- @return integer how many there were lately, this one included
local function count_crash()
  local now = uv.now()
  table.insert(crashes, now)
  crashes = vim.tbl_filter(function(at)
    return now - at < CRASHES_COUNT_FOR_MS
  end, crashes)
  return #crashes
end

--- @param code integer
--- @param complaints string[]
--- @return lofi.Error
local function crash(code, complaints)
  return errors.new(
    'DAEMON_CRASH',
    ('lofi-daemon ended unexpectedly with code %d%s'):format(code, last_words(complaints))
  )
end

--- @return lofi.Error
local function stopped()
  return errors.new('CANCELLED', 'lofi-daemon was stopped before the track was made.')
end

--- @param complaints string[]
--- @return lofi.Error
local function no_java(complaints)
  return errors.new(
    'DAEMON_NOT_FOUND',
    'lofi-daemon cannot run' .. last_words(complaints),
    'Install Java 25 (`:help lofi-install`), then try again.'
  )
end

--- One message for a crash that is being mended, one for a loop of them, none between.
--- @param err lofi.Error
local function recover(err)
  local count = count_crash()
  local wait = config.get().daemon.restart_on_crash and M.pauses_after_crash[count]
  if wait then
    err.advice = 'What was being made is lost. It starts again by itself.'
    events.emit('daemon_error', errors.data(err))
    follows_crash = true
    pause = after(wait, function()
      pause = nil
      M.ensure(true)
    end)
  else
    if count > #M.pauses_after_crash then
      err.message = ('%s It has crashed %d times in a minute.'):format(err.message, count)
    end
    err.advice = 'The next command starts it again; `:Lofi log` may say more.'
    follows_crash = true
    fail(err)
  end
end

--- The host takes its queue with it.
--- @param host lofi.Host
--- @param code integer
local function on_exit(host, code)
  forget_timer(host.patience)
  forget_timer(host.silence)
  if vim.v.exiting ~= vim.NIL then
    return
  end
  if running ~= host then
    events.emit('daemon_exit', { code = code })
    return -- another one has taken its place
  end
  running = nil
  require('lofi.registration').stand()
  state.forget()
  if host.told_to_stop then
    state.forget_settings() -- its last words may have brought them back
  end
  events.emit('daemon_exit', { code = code })
  if host.told_to_stop or (code == 0 and host.state == 'ready') then
    require('lofi.generation').abandon(stopped())
    if start_again then
      start_again = false
      M.ensure(true)
    end
    return
  end
  local err = code == NO_JAVA and no_java(host.complaints) or crash(code, host.complaints)
  require('lofi.generation').abandon(err)
  if code == NO_JAVA then
    fail(err)
  else
    recover(err)
  end
end

--- The host runs but has not called.
--- @param host lofi.Host
local function give_up(host)
  if running ~= host or host.state == 'ready' then
    return
  end
  host.told_to_stop = true
  vim.fn.jobstop(host.channel)
  fail(
    errors.new(
      'DAEMON_TIMEOUT',
      ('lofi-daemon has not answered for %d s and was ended.'):format(M.patience.handshake / 1000),
      'Try again; `:Lofi log` may say why.'
    )
  )
end

local function stop_when_neovim_leaves()
  vim.api.nvim_create_autocmd('VimLeavePre', {
    group = vim.api.nvim_create_augroup('lofi.host', {}),
    callback = function()
      if running and config.get().daemon.auto_stop then
        pcall(vim.rpcnotify, running.channel, 'shutdown')
      end
    end,
  })
end

--- @param launcher string
--- @param host lofi.Host
--- @return integer channel 0 or less when the system refuses
local function spawn(launcher, host)
  local command = {
    launcher,
    '--idle-timeout',
    tostring(config.get().daemon.idle_timeout_sec),
    '--pid-file',
    M.pid_file(),
  }
  local ok, channel = pcall(vim.fn.jobstart, command, {
    rpc = true,
    cwd = vim.fs.dirname(launcher), -- so that the folder where the user works can go
    on_stderr = function(_, lines)
      remember(host.complaints, lines)
    end,
    on_exit = function(_, code)
      on_exit(host, code)
    end,
  })
  return ok and channel or 0
end

--- A host that was told to stop and has not left yet is none of our business any more.
local function let_go()
  if running then
    forget_timer(running.silence)
    running = nil
    state.forget()
    state.forget_settings()
    require('lofi.generation').abandon(stopped())
  end
end

--- @return integer? channel
local function start()
  forget_timer(pause)
  pause = nil
  start_again = false
  let_go()
  config.reload()
  local launcher, err = require('lofi.launcher').find()
  if not launcher then
    fail(err --[[@as lofi.Error]])
    return nil
  end
  --- @type lofi.Host
  local host = { channel = 0, state = 'starting', told_to_stop = false, complaints = {} }
  host.channel = spawn(launcher, host)
  if host.channel <= 0 then
    fail(
      errors.new(
        'DAEMON_NOT_FOUND',
        ('%s cannot be started.'):format(launcher),
        'See `:help lofi-install`.'
      )
    )
    return nil
  end
  running = host
  host.patience = after(M.patience.handshake, function()
    give_up(host)
  end)
  stop_when_neovim_leaves()
  return host.channel
end

--- The channel to the host, which is started if need be. It may not have read anything yet.
--- @param asked_for? boolean the user wants it started, whatever `daemon.auto_start` says
--- @return integer? channel nil when there is no host; the user has been told why
function M.ensure(asked_for)
  if running and not running.told_to_stop then
    return running.channel
  end
  if not asked_for and not config.get().daemon.auto_start then
    require('lofi.messages').show(
      'The host is not running',
      '`:Lofi daemon start` starts it.',
      vim.log.levels.WARN
    )
    return nil
  end
  return start()
end

--- @return boolean false also for a host that was told to stop
function M.is_running()
  return running ~= nil and not running.told_to_stop
end

--- @return 'absent'|'starting'|'ready'
function M.state()
  return running and running.state or 'absent'
end

--- The host calls this first. What it gets is all that it knows about this Neovim.
--- @param info { version: string, pid: integer }
--- @return table
function M.handshake(info)
  local restarted = follows_crash
  follows_crash = false
  if running then
    running.state = 'ready'
    forget_timer(running.patience)
  end
  if restarted then
    vim.schedule(function()
      events.emit('daemon_restart', {})
    end)
    if #crashes == 1 then
      errors.tell(
        errors.new(
          'DAEMON_CRASH',
          'lofi-daemon had ended unexpectedly and runs again.',
          'What was being made is lost.'
        ),
        vim.log.levels.WARN
      )
    end
  end
  M.info = info
  require('lofi.highlights').define()
  local changed = vim.deepcopy(state.settings())
  local stems = changed.stems
  changed.stems = nil
  local options = vim.tbl_deep_extend('force', config.for_host(), changed)
  return {
    config = options,
    stems = stems,
    channel = running and running.channel or 0,
    nvim_pid = vim.fn.getpid(),
    log_file = options.daemon.log_file or nil,
    restarted = restarted,
    paths = {
      cache = options.cache.dir,
      data = vim.fn.stdpath('data') .. '/lofi',
      state = vim.fn.stdpath('state') .. '/lofi',
      log = vim.fn.stdpath('log'),
      run = run_folder(),
    },
  }
end

--- Sends the options to a host that runs.
function M.reconfigure()
  if running then
    pcall(vim.rpcnotify, running.channel, 'reconfigure', config.for_host())
  end
end

--- @return lofi.Error
local function no_answer()
  return errors.new('DAEMON_TIMEOUT', 'lofi-daemon does not answer.', 'Try `:Lofi daemon restart`.')
end

--- Asks the host whether it is alive, and tells the user when it is not. It counts seconds, so that
--- a Neovim that was suspended does not take its own sleep for the host's.
--- @param host lofi.Host
local function expect_answer(host)
  if host.silence or host.state ~= 'ready' then
    return -- asked already, or there is `patience`
  end
  local seconds = 0
  local timer = assert(uv.new_timer())
  host.silence = timer
  timer:start(1000, 1000, function()
    seconds = seconds + 1
    if seconds * 1000 == M.patience.answer then
      timer:stop()
      vim.schedule(function()
        if running == host and host.silence then
          fail(no_answer())
        end
      end)
    end
  end)
  pcall(vim.rpcnotify, host.channel, 'ping')
end

--- The host calls this when it is asked.
function M.is_alive()
  if running then
    forget_timer(running.silence)
    running.silence = nil
  end
end

--- @param method string
--- @param ... any
local function send(method, ...)
  local channel = M.ensure()
  if channel and running then
    -- The pipe may have broken a moment ago: then `on_exit` tells the user.
    pcall(vim.rpcnotify, channel, method, ...)
    expect_answer(running)
  end
end

--- An empty table must reach the host as a map.
--- @param params? table
--- @return table
local function map(params)
  return params and next(params) ~= nil and params or vim.empty_dict()
end

--- Runs now, or after the fast event in which Neovim allows next to nothing.
--- @param act fun()
local function when_allowed(act)
  if vim.in_fast_event() then
    vim.schedule(act)
  else
    act()
  end
end

--- Tells the host to do something, and starts it for that.
--- @param method string
--- @param params? table
function M.notify(method, params)
  when_allowed(function()
    send(method, map(params))
  end)
end

--- Sends what stands behind `:Lofi`.
--- @param args string[]
--- @param bang? boolean
function M.command(args, bang)
  when_allowed(function()
    send(require('lofi.registration').method('Lofi'), args, bang and 1 or 0)
  end)
end

--- @return lofi.Error? nil when the host is ready
local function wait_until_ready()
  local host = running
  vim.wait(M.patience.ready, function()
    return not running or running.state == 'ready'
  end, 2)
  if not running or running ~= host then
    return errors.new('DAEMON_CRASH', 'lofi-daemon ended before it answered.', 'See `:Lofi log`.')
  end
  return running.state ~= 'ready' and no_answer() or nil
end

--- Nothing interrupts `rpcrequest`, so a host that hangs would hang Neovim: it is ended.
--- @param channel integer
--- @return uv.uv_timer_t
local function guard(channel)
  local pid = vim.fn.jobpid(channel)
  local timer = assert(uv.new_timer())
  timer:start(M.patience.answer, 0, function()
    uv.kill(pid, 'sigkill')
  end)
  return timer
end

--- Asks the host and waits for its answer. On a cold host it waits for the handshake, too.
--- @param method string
--- @param params? table
--- @return any answer
--- @return lofi.Error?
function M.request(method, params)
  local channel = M.ensure()
  if not channel then
    local err = errors.new('DAEMON_NOT_FOUND', 'lofi-daemon is not running.')
    err.is_told = true
    return nil, err
  end
  local err = wait_until_ready()
  if err then
    return nil, err
  end
  local timer = guard(channel)
  local ok, answer = pcall(vim.rpcrequest, channel, method, map(params))
  local hung = timer:is_active() == false
  timer:close()
  if ok then
    return state.without_nil(answer)
  end
  return nil, hung and no_answer() or errors.decode(tostring(answer))
end

--- Lets the host leave, by force if it does not hear. The next one begins with the options.
function M.stop()
  forget_timer(pause)
  pause = nil
  state.forget_settings()
  local host = running
  if not host then
    return
  end
  host.told_to_stop = true
  require('lofi.registration').stand() -- what is typed now is for the next host
  pcall(vim.rpcnotify, host.channel, 'shutdown')
  after(M.patience.leave, function()
    vim.fn.jobstop(host.channel)
  end)
end

--- Stops the host if it runs, and starts it with the options as they are now.
function M.restart()
  crashes = {}
  if running then
    start_again = true
    M.stop()
  else
    M.ensure(true)
  end
end

--- Opens the log in a split.
function M.open_log()
  local file = config.log_file()
  if file then
    vim.cmd.split(vim.fn.fnameescape(file))
    vim.bo.autoread = true
    vim.cmd.normal({ 'G', bang = true }) -- the newest lines are the last
  else
    require('lofi.messages').show(
      'No log is written, as `daemon.log_file` says',
      '',
      vim.log.levels.INFO
    )
  end
end

return M
