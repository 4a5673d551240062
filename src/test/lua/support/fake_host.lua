-- A host for specs: `nvim -l fake_host.lua FLAGS` speaks msgpack-RPC on its standard input and
-- output as the Java host does, and does what the environment says.
--
--   LOFI_FAKE=exits:3      leaves at once with code 3, after a word on standard error
--   LOFI_FAKE=silent       never calls
--   LOFI_FAKE=deaf         calls, then answers nothing
--   LOFI_FAKE=crashes:3    calls, then leaves with code 3
--   LOFI_FAKE_STARTS=FILE  gets one line a start
--
-- It tells Neovim what it hears in `_G.heard`, and obeys the notification `fake`.
local uv = vim.uv or vim.loop
local mode, detail = (vim.env.LOFI_FAKE or ''):match('^(%a*):?(.*)$')

if vim.env.LOFI_FAKE_STARTS then
  vim.fn.writefile({ table.concat(arg, ' ') }, vim.env.LOFI_FAKE_STARTS, 'a')
end
if mode == 'exits' then
  io.stderr:write('the fake host cannot start\n')
  os.exit(tonumber(detail) --[[@as integer]])
end

local input, output = assert(uv.new_pipe(false)), assert(uv.new_pipe(false))
input:open(0)
output:open(1)
local unpack_message = vim.mpack.Unpacker()
local REQUEST, RESPONSE, NOTIFICATION = 0, 1, 2

local function send(...)
  output:write(vim.mpack.encode({ ... }))
end

local function lua(code, ...)
  send(NOTIFICATION, 'nvim_exec_lua', { code, { ... } })
end

local function leave(code)
  output:shutdown(function()
    os.exit(code)
  end)
end

local answers = {
  specs = function()
    return {
      {
        type = 'command',
        name = 'Lofi',
        sync = 'urgent',
        opts = {
          nargs = '*',
          bang = '',
          complete = "customlist,v:lua.require'lofi.registration'.complete",
        },
      },
    }
  end,
  poll = function()
    return 'ok'
  end,
  generate = function(params)
    if params.prompt == 'wrong' then
      error({ code = -32602, message = 'No.', data = { code = 'INVALID_REQUEST', advice = 'Do.' } })
    elseif params.prompt == 'quick' then
      lua("require('lofi.events').receive(...)", 'generation_complete', { track_id = 'quick123' })
    elseif params.prompt == 'cached' then
      return { track_id = 'cached12', status = 'cached', position = 0 }
    end
    return {
      track_id = params.prompt == 'quick' and 'quick123' or 'a1b2c3d4',
      status = 'queued',
      position = 0,
    }
  end,
  waveform = function(params)
    return { lines = { ('▁▂▃ %d × %d'):format(params.width, params.height) } }
  end,
  cache_list = function(params)
    local page = {}
    for i = params.offset + 1, math.min(params.offset + params.limit, 450) do
      table.insert(page, { track_id = ('%08x'):format(i), prompt = 'rain', duration_sec = 30 })
    end
    return page
  end,
}

local orders = {
  crash = function(order)
    leave(order.code or 3)
  end,
  event = function(order)
    lua("require('lofi.events').receive(...)", order.name, order.data)
  end,
  state = function(order)
    lua("require('lofi.state').update(...)", order.snapshot)
  end,
}

local function serve_request(id, method, params)
  if mode == 'deaf' then
    return
  end
  local answer = answers[method]
  local ok, result = pcall(answer or error, params[1] or {})
  if ok then
    send(RESPONSE, id, vim.NIL, result)
  else
    send(
      RESPONSE,
      id,
      { 0, type(result) == 'table' and vim.json.encode(result) or tostring(result) },
      vim.NIL
    )
  end
end

local function serve_notification(method, params)
  if method == 'shutdown' then
    leave(0)
  elseif method == 'ping' then
    if mode ~= 'deaf' then
      lua("require('lofi.host').is_alive()")
    end
  elseif method == 'fake' then
    orders[params[1].order](params[1])
  else
    lua('_G.heard = _G.heard or {} table.insert(_G.heard, { ... })', method, unpack(params))
  end
end

local function serve(message)
  if message[1] == REQUEST then
    serve_request(message[2], message[3], message[4])
  elseif message[1] == NOTIFICATION then
    serve_notification(message[2], message[3])
  elseif message[1] == RESPONSE then
    lua('_G.shaken = ...', message[4])
    if mode == 'crashes' then
      leave(tonumber(detail))
    end
  end
end

local function read(bytes)
  local at = 1
  while at <= #bytes do
    local message, next_at = unpack_message(bytes, at)
    at = next_at
    if message ~= nil then
      serve(message)
    end
  end
end

input:read_start(vim.schedule_wrap(function(trouble, bytes)
  if trouble or not bytes then
    os.exit(0)
  end
  read(bytes)
end))

local is_registration = vim.tbl_contains(arg, '--registration')
if mode ~= 'silent' and not is_registration then
  send(REQUEST, 1, 'nvim_exec_lua', {
    "return require('lofi.host').handshake(...)",
    { { version = '0.1.0', pid = uv.os_getpid() } },
  })
end
vim.wait(600000, function()
  return false
end, 1000)
