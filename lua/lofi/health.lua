--- `:checkhealth lofi`. It looks and asks programs for their version, but starts no host.
local M = {}

local config = require('lofi.config')
local launcher = require('lofi.launcher')
local state = require('lofi.state')

local uv = vim.uv or vim.loop

-- Neovim 0.9 knows these functions by longer names.
local health = vim.health
local start = health.start or health['report_start']
local ok = health.ok or health['report_ok']
local info = health.info or health['report_info']
local warn = health.warn or health['report_warn']
local problem = health.error or health['report_error']

--- @param path string
--- @return string? text
local function read(path)
  local file = io.open(path, 'r')
  if not file then
    return nil
  end
  local text = file:read('*a')
  file:close()
  return text
end

--- @param command string[]
--- @return integer code
--- @return string output
local function run(command)
  local lines = {}
  local function collect(_, some)
    vim.list_extend(lines, some)
  end
  local id = vim.fn.jobstart(command, { on_stdout = collect, on_stderr = collect })
  local code = vim.fn.jobwait({ id }, 10000)[1] or -1
  if code == -1 then
    vim.fn.jobstop(id)
  end
  return code, vim.trim(table.concat(lines, ' '))
end

--- @param bytes integer
--- @return string
local function size(bytes)
  return bytes >= 1e9 and ('%.1f GB'):format(bytes / 1e9)
    or ('%d MB'):format(math.floor(bytes / 1e6))
end

local function check_neovim()
  if vim.fn.has('nvim-0.9') == 1 then
    ok('Neovim >= 0.9.0')
  else
    problem('Neovim is older than 0.9.0', { 'Update Neovim.' })
  end
end

local function check_options()
  local from_vim_g = vim.g.lofi
  local _, problems = config.resolve(from_vim_g == nil and {} or from_vim_g, config.given())
  for _, text in ipairs(problems) do
    warn('Options: ' .. text)
  end
  if #problems == 0 then
    ok('Options: all understood')
  end
end

--- The version of the Java in a folder.
--- @param home? string
--- @return string?
local function java_version(home)
  local release = home and read(vim.trim(home) .. '/release')
  return release and release:match('JAVA_VERSION="([^"]*)"')
end

--- @param program string
local function check_java(program)
  local bundle = vim.fs.dirname(vim.fs.dirname(program))
  for _, home in ipairs({
    vim.env.LOFI_JAVA or '',
    bundle .. '/runtime',
    vim.env.JAVA_HOME or '',
    read(bundle .. '/java-home') or '',
  }) do
    local version = java_version(home)
    if version and tonumber(version:match('^%d+')) >= 25 then
      return ok(('Java %s: %s'):format(version, vim.trim(home)))
    end
  end
  info('Java: the launcher looks for one on the usual places')
end

--- @param program string
local function check_version(program)
  local code, output = run({ program, '--version' })
  local version = output:match('%d+%.%d+%.%d+%S*')
  local plugin_version = require('lofi.version')
  if code ~= 0 then
    problem(('lofi-daemon does not run: %s'):format(output), { ':help lofi-install' })
  elseif version ~= plugin_version then
    warn(
      ('lofi-daemon found: %s (v%s), but the plugin is v%s'):format(
        program,
        version,
        plugin_version
      ),
      { 'Install again: `:help lofi-install`.' }
    )
  else
    ok(('lofi-daemon found: %s (v%s)'):format(program, version))
  end
  return code == 0
end

local function check_host()
  local program, err = launcher.find()
  if not program then
    problem(err and err.message or '', { err and err.advice or '' })
    return
  end
  if check_version(program) then
    check_java(program)
  end
  local host = package.loaded['lofi.host']
  info(host and host.is_running() and 'The host is running' or 'The host is not running now')
end

--- What the files in a folder weigh.
--- @param folder string
--- @return integer bytes
local function weight(folder)
  local sum = 0
  for name, kind in vim.fs.dir(folder, { depth = 3 }) do
    local stat = kind == 'file' and uv.fs_stat(folder .. '/' .. name)
    sum = sum + (stat and stat.size or 0)
  end
  return sum
end

--- @return boolean found
local function check_weights()
  local options = config.for_host()
  local folder = options.model.weights_path or ''
  local is_model = uv.fs_stat(folder .. '/config.json') ~= nil
  local found = is_model
  if is_model then
    ok(('Model weights found: %s (%s)'):format(folder, size(weight(folder))))
  end
  for name, kind in vim.fs.dir(folder) do
    local unfinished = name:match('^%.unfinished%-(.+)')
    if unfinished then
      info(('%s is not finished: `:Lofi model install` goes on'):format(unfinished))
    elseif not is_model and kind == 'directory' and not vim.startswith(name, '.') then
      found = true
      ok(('Model weights found: %s (%s)'):format(name, size(weight(folder .. '/' .. name))))
    end
  end
  if found then
    info('`:Lofi model verify` checks them')
  elseif options.model.backend == 'musicgen' then
    problem('No model weights in ' .. folder, { '`:Lofi model install`' })
  else
    info('No model weights in ' .. folder .. ': the composer makes the music')
  end
  return found
end

local function has_sound_server()
  local run_folder = vim.env.XDG_RUNTIME_DIR or ''
  for _, socket in ipairs({ '/pulse/native', '/pipewire-0' }) do
    if uv.fs_stat(run_folder .. socket) then
      return true
    end
  end
  return vim.env.PULSE_SERVER ~= nil or uv.fs_stat('/dev/snd') ~= nil
end

--- @param name string
--- @return string
local function sample_rate(name)
  for _, device in ipairs(state.devices()) do
    if device.name == name then
      return (' (%d Hz)'):format(device.sample_rate)
    end
  end
  return ''
end

local function check_audio()
  local status = state.status()
  if status.audio_problem then
    problem('Audio: ' .. status.audio_problem)
  elseif status.audio_device then
    ok('Audio device available: ' .. status.audio_device .. sample_rate(status.audio_device))
  elseif vim.fn.has('linux') == 1 and not has_sound_server() then
    warn('No sound server and no sound card was found', {
      'lofi then plays silence: start PipeWire or PulseAudio.',
    })
  else
    info('Audio device: known when the host runs')
  end
end

local function check_cpu()
  local machine = uv.os_uname().machine
  local cpu = read('/proc/cpuinfo') or ''
  if machine == 'arm64' or machine == 'aarch64' then
    ok('CPU has NEON')
  elseif cpu:find('avx512f', 1, true) then
    ok('CPU supports AVX-512 and AVX2')
  elseif cpu:find('avx2', 1, true) then
    ok('CPU supports AVX2')
  elseif cpu ~= '' then
    warn('CPU without AVX2: MusicGen is slow here', {
      'Use `model.backend = "procedural"`: the composer needs hardly any CPU.',
    })
  end
end

--- The newest track that was made, from what stands beside it.
--- @param folder string
--- @param by_model boolean whether only those count that a neural model made
--- @return table?
local function last_generation(folder, by_model)
  local newest, newest_at
  for name in vim.fs.dir(folder) do
    local path = folder .. '/' .. name
    local stat = name:match('%.json$') and uv.fs_stat(path)
    if stat and (not newest_at or stat.mtime.sec > newest_at) then
      local readable, track = pcall(vim.json.decode, read(path) or '')
      local made_by = readable and type(track) == 'table' and track.model_version or ''
      local counts = not (by_model and vim.startswith(made_by, 'composer'))
      if readable and type(track) == 'table' and track.generation_time_sec and counts then
        newest, newest_at = track, stat.mtime.sec
      end
    end
  end
  return newest
end

--- @param has_weights boolean
local function check_estimate(has_weights)
  local by_model = has_weights and config.get().model.backend ~= 'procedural'
  local track = last_generation(config.for_host().cache.dir or '', by_model)
  if track then
    info(
      ('Generation estimate for 30 s of audio: %.1f s (as the last one took, %s)'):format(
        track.generation_time_sec / track.duration_sec * 30,
        track.model_version or 'unknown model'
      )
    )
  else
    info('Generation estimate: after the first generation')
  end
end

local function check_gpu()
  if vim.fn.executable('nvidia-smi') == 1 and config.get().model.device ~= 'cuda' then
    warn('CUDA may be available but is not enabled', {
      'Set `model.device = "cuda"` and `model.gpu_jar`: `:help lofi-model.gpu_jar`.',
    })
  end
end

local function check_lame()
  if vim.fn.executable('lame') == 1 then
    ok('lame found: tracks can be kept as MP3')
  elseif config.get().audio.format == 'mp3' then
    warn('lame not found: MP3 caching disabled, tracks are kept as WAV', {
      'Install lame, or set `audio.format = "opus"`, which is as small and needs no program.',
    })
  else
    info('lame not found: only needed for `audio.format = "mp3"`')
  end
end

local integrations = {
  { module = 'telescope', says = 'telescope.nvim: picker available by `:Telescope lofi`' },
  { module = 'snacks', says = 'snacks.nvim: picker available by `:Lofi list`' },
  { module = 'fzf-lua', says = 'fzf-lua: picker available by `:Lofi list`' },
  { module = 'mini.pick', says = 'mini.pick: picker available by `:Lofi list`' },
  { module = 'lualine', says = "lualine.nvim: component 'lofi' available" },
  { module = 'fidget', says = 'fidget.nvim: progress available', progress = 'fidget' },
  { module = 'mini.notify', says = 'mini.notify: progress available', progress = 'mini' },
  { module = 'notify', says = 'nvim-notify: progress available', progress = 'notify' },
}

--- Whether a plugin is there, without loading it.
--- @param module string
--- @return boolean
local function is_there(module)
  local path = 'lua/' .. module:gsub('%.', '/')
  return package.loaded[module] ~= nil
    or #vim.api.nvim_get_runtime_file(path .. '.lua', false) > 0
    or #vim.api.nvim_get_runtime_file(path .. '/init.lua', false) > 0
end

local function check_integrations()
  local wanted = config.get().ui.progress
  local any = false
  for _, integration in ipairs(integrations) do
    if is_there(integration.module) then
      any = true
      ok(integration.says)
    elseif integration.progress == wanted and wanted ~= 'notify' then
      warn(('%s not found, though `ui.progress = "%s"`'):format(integration.module, wanted))
    end
  end
  if not any then
    info('No picker, statusline or notification plugin found: lofi shows everything itself')
  end
end

local function check_places()
  local options = config.for_host()
  local cache = options.cache.dir or ''
  info('Tracks: ' .. cache)
  info('Log: ' .. (config.log_file() or 'none is written, as `daemon.log_file` says'))
  local folder = cache
  while not uv.fs_stat(folder) and folder ~= vim.fs.dirname(folder) do
    folder = vim.fs.dirname(folder)
  end
  local disk = uv.fs_statfs(folder)
  local free = disk and disk.bavail * disk.bsize
  if not free then
    return
  elseif free < options.cache.max_mb * 1e6 then
    warn(('Disk space: %s are free, less than `cache.max_mb`'):format(size(free)))
  else
    ok(('Disk space: %s are free'):format(size(free)))
  end
end

--- @param lhs string
--- @return string the keys as Neovim stores them
local function keys(lhs)
  local leader = vim.g.mapleader or '\\'
  return vim.api.nvim_replace_termcodes((lhs:gsub('<[lL]eader>', leader)), true, true, true)
end

--- @param action string
--- @param lhs string
local function check_key(action, lhs)
  local rhs = vim.fn.maparg(lhs, 'n')
  local is_for_lofi = rhs:lower():find('lofi', 1, true)
  if rhs ~= '' and not is_for_lofi then
    warn(('%s is mapped to something else, so that keymaps.%s has no key'):format(lhs, action))
  end
  local typed = keys(lhs)
  for _, map in ipairs(vim.api.nvim_get_keymap('n')) do
    local other = map.lhsraw or map.lhs or typed
    if other ~= typed and vim.startswith(typed, other) then
      warn(
        ('%s waits for more keys, since %s (keymaps.%s) begins with it'):format(
          map.lhs,
          lhs,
          action
        )
      )
    end
  end
end

local function check_keys()
  if not config.is_set_up() then
    info('Keys: the default keys exist after `require("lofi").setup()`')
    return
  end
  local any = false
  for action, lhs in pairs(config.get().keymaps) do
    if lhs then
      any = true
      check_key(action, lhs)
    end
  end
  info(any and 'Keys: `:help lofi-keymaps`' or 'Keys: none, as `keymaps` says')
end

function M.check()
  start('lofi.nvim')
  check_neovim()
  check_options()
  check_host()
  local has_weights = check_weights()
  check_audio()
  check_cpu()
  check_estimate(has_weights)
  check_gpu()
  start('Audio encoding')
  check_lame()
  start('Optional integrations')
  check_integrations()
  start('Places and keys')
  check_places()
  check_keys()
end

return M
