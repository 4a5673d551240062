--- The user's options: what there is, what is right, and what holds when nobody says.
---
--- This is the only place with defaults. The host fetches the complete table when it starts, and
--- the list of options in `:help lofi-options` is made from the schema below.
local M = {}

--- What a value may be.
--- @class (exact) lofi.Kind
--- @field expected string ends the sentence "playback.volume should be …"
--- @field read fun(value: any): any the value as the host knows it; nil when it is wrong

--- @class (exact) lofi.Option
--- @field name string the way to it in the table, as in `playback.volume`
--- @field kind lofi.Kind
--- @field default any nil when the host or Neovim knows better
--- @field help string
--- @field restart? boolean a running host takes it only after `:Lofi daemon restart`

--- @class (exact) lofi.Config
--- @field daemon lofi.Config.Daemon
--- @field model lofi.Config.Model
--- @field defaults lofi.Config.Defaults
--- @field prefetch lofi.Config.Prefetch
--- @field playback lofi.Config.Playback
--- @field audio lofi.Config.Audio
--- @field effects lofi.Config.Effects
--- @field cache lofi.Config.Cache
--- @field install lofi.Config.Install
--- @field ui lofi.Config.Ui
--- @field keymaps lofi.Config.Keymaps

--- @class (exact) lofi.Config.Daemon
--- @field bin? string
--- @field auto_start boolean
--- @field auto_stop boolean
--- @field restart_on_crash boolean
--- @field idle_timeout_sec integer
--- @field log_level 'debug'|'info'|'warn'|'error'
--- @field log_file? string|false

--- @class (exact) lofi.Config.Model
--- @field backend 'auto'|'musicgen'|'procedural'
--- @field weights_path? string
--- @field quantization 'q4'|'q8'|'fp16'|'fp32'
--- @field device 'auto'|'cpu'|'cuda'|'metal'
--- @field gpu_jar? string
--- @field threads? integer

--- @class (exact) lofi.Config.Defaults
--- @field prompt string
--- @field duration_sec number
--- @field seed? integer

--- @class (exact) lofi.Config.Prefetch
--- @field enabled boolean
--- @field strategy 'same_prompt'|'preset_cycle'|'random_preset'
--- @field presets string[]
--- @field trigger_percent integer

--- @class (exact) lofi.Config.Playback
--- @field volume number
--- @field loop boolean
--- @field crossfade_sec number
--- @field auto_play boolean
--- @field buffer_ms integer
--- @field stereo boolean
--- @field on_device_loss 'pause'|'follow'

--- @class (exact) lofi.Config.Audio
--- @field device? string
--- @field format 'wav'|'mp3'|'opus'

--- @class (exact) lofi.Config.Effects
--- @field enabled boolean
--- @field lowpass_hz number
--- @field bit_depth integer
--- @field delay_ms integer

--- @class (exact) lofi.Config.Cache
--- @field dir? string
--- @field max_mb integer
--- @field max_tracks? integer

--- @class (exact) lofi.Config.Install
--- @field method 'auto'|'bundle'|'build'

--- @class (exact) lofi.Config.Ui
--- @field notify boolean
--- @field notify_level integer
--- @field progress 'cmdline'|'fidget'|'mini'|'notify'|'none'
--- @field statusline boolean
--- @field icons lofi.Config.Ui.Icons

--- @class (exact) lofi.Config.Ui.Icons
--- @field playing string
--- @field paused string
--- @field generating string
--- @field music string

--- @class (exact) lofi.Config.Keymaps
--- @field toggle string|false
--- @field generate string|false
--- @field stop string|false
--- @field skip string|false
--- @field volume_up string|false
--- @field volume_down string|false
--- @field prompt string|false
--- @field status string|false

--- @param expected string
--- @param is_right fun(value: any): boolean
--- @return lofi.Kind
local function kind(expected, is_right)
  return {
    expected = expected,
    read = function(value)
      if is_right(value) then
        return value
      end
    end,
  }
end

--- @param low number
--- @param high number
--- @return lofi.Kind
local function number(low, high)
  return kind(('a number from %s to %s'):format(low, high), function(value)
    return type(value) == 'number' and value >= low and value <= high
  end)
end

--- @param low integer
--- @param high integer
--- @return lofi.Kind
local function integer(low, high)
  return kind(('a whole number from %d to %d'):format(low, high), function(value)
    return type(value) == 'number' and value % 1 == 0 and value >= low and value <= high
  end)
end

--- @param values string[]
--- @param other_names? table<string, string> what else a value may be called
--- @return lofi.Kind
local function one_of(values, other_names)
  local meaning = other_names or {}
  for _, value in ipairs(values) do
    meaning[value] = value
  end
  return {
    expected = 'one of "' .. table.concat(values, '", "') .. '"',
    read = function(value)
      return meaning[value]
    end,
  }
end

local boolean = kind('true or false', function(value)
  return type(value) == 'boolean'
end)

local text = kind('a string', function(value)
  return type(value) == 'string'
end)

local words = kind('a string that is not empty', function(value)
  return type(value) == 'string' and value:find('%S') ~= nil
end)

--- @param value string
--- @return integer how many characters of UTF-8 it has
local function characters(value)
  local _, count = value:gsub('[^\128-\191]', '')
  return count
end

local prompt = kind('a string of 1 to 2,000 characters', function(value)
  return type(value) == 'string' and value:find('%S') ~= nil and characters(value) <= 2000
end)

local text_or_false = kind('a string, or false', function(value)
  return type(value) == 'string' or value == false
end)

local prompts = kind('a list of prompts', function(value)
  if type(value) ~= 'table' or #value == 0 then
    return false
  end
  for key, item in pairs(value) do
    if type(key) ~= 'number' or prompt.read(item) == nil then
      return false
    end
  end
  return true
end)

local seed = kind('a whole number', function(value)
  return type(value) == 'number' and value % 1 == 0 and math.abs(value) <= 2 ^ 53
end)

local backend = one_of(
  { 'auto', 'musicgen', 'procedural' },
  { ggml = 'musicgen', onnx = 'musicgen' }
)
local quantization = one_of(
  { 'q4', 'q8', 'fp16', 'fp32' },
  { Q4_K_M = 'q4', Q5_K_M = 'q8', Q8_0 = 'q8', F16 = 'fp16', F32 = 'fp32' }
)

--- Every option, in the order of the help.
--- @type lofi.Option[]
M.schema = {
  {
    name = 'daemon.bin',
    kind = words,
    help = 'The launcher `lofi-daemon`, or the bundle folder that has it. nil: what the '
      .. 'installer or the build put in its place.',
    restart = true,
  },
  {
    name = 'daemon.auto_start',
    kind = boolean,
    default = true,
    help = 'Start the host at the first command. false: only `:Lofi daemon start` starts it.',
  },
  {
    name = 'daemon.auto_stop',
    kind = boolean,
    default = true,
    help = 'Tell the host to stop on |VimLeavePre|. Without it, the end of its input ends the '
      .. 'host a moment later.',
  },
  {
    name = 'daemon.restart_on_crash',
    kind = boolean,
    default = true,
    help = 'Start the host again when it ends unexpectedly.',
  },
  {
    name = 'daemon.idle_timeout_sec',
    kind = integer(0, 31536000),
    default = 300,
    help = 'The host leaves after so many seconds in which nothing is played, made, downloaded '
      .. 'or asked. 0: never.',
    restart = true,
  },
  {
    name = 'daemon.log_level',
    kind = one_of({ 'debug', 'info', 'warn', 'error' }),
    default = 'warn',
    help = 'What the host writes to its log.',
    restart = true,
  },
  {
    name = 'daemon.log_file',
    kind = text_or_false,
    help = 'The log. nil: `lofi.log` in `stdpath("log")`; false: none.',
    restart = true,
  },
  {
    name = 'model.backend',
    kind = backend,
    default = 'auto',
    help = 'What makes tracks: "auto" takes MusicGen when its weights are installed, else the '
      .. 'composer ("procedural"). "ggml" and "onnx" mean "musicgen".',
    restart = true,
  },
  {
    name = 'model.weights_path',
    kind = words,
    help = 'The folder of a model. nil: `lofi/models` in `stdpath("data")`.',
    restart = true,
  },
  {
    name = 'model.quantization',
    kind = quantization,
    default = 'q4',
    help = 'How exact the weights are. "Q4_K_M" means "q4", "Q5_K_M" and "Q8_0" mean "q8", '
      .. '"F16" means "fp16". What is not installed is replaced by the nearest that is; on a CPU, '
      .. '"fp16" is made as "q8".',
    restart = true,
  },
  {
    name = 'model.device',
    kind = one_of({ 'auto', 'cpu', 'cuda', 'metal' }),
    default = 'auto',
    help = 'Where the model runs. "auto" takes the best that loads.',
    restart = true,
  },
  {
    name = 'model.gpu_jar',
    kind = words,
    help = 'ONNX Runtime\'s jar for NVIDIA cards, which `device = "cuda"` needs.',
    restart = true,
  },
  {
    name = 'model.threads',
    kind = integer(1, 1024),
    help = 'CPU threads of the model. nil: the physical cores, fewer while the machine is busy.',
    restart = true,
  },
  {
    name = 'defaults.prompt',
    kind = prompt,
    default = 'lofi hip hop, chill, mellow piano, vinyl crackle',
    help = 'What is made when no prompt is given.',
  },
  {
    name = 'defaults.duration_sec',
    kind = number(1, 600),
    default = 30,
    help = 'How long a made track is.',
  },
  {
    name = 'defaults.seed',
    kind = seed,
    help = 'nil: another seed each time. The same seed makes the same music.',
  },
  {
    name = 'prefetch.enabled',
    kind = boolean,
    default = true,
    help = 'Make the next track while one plays.',
  },
  {
    name = 'prefetch.strategy',
    kind = one_of({ 'same_prompt', 'preset_cycle', 'random_preset' }),
    default = 'same_prompt',
    help = 'Its prompt: that of the current track, the next preset, or any preset.',
  },
  {
    name = 'prefetch.presets',
    kind = prompts,
    default = {
      'lofi hip hop, rainy day, mellow piano',
      'chill beats, coffee shop, jazz chords',
      'lofi, late night coding, ambient synth',
      'lofi hip hop, vinyl crackle, nostalgic',
    },
    help = 'The prompts of "preset_cycle" and "random_preset".',
  },
  {
    name = 'prefetch.trigger_percent',
    kind = integer(0, 100),
    default = 50,
    help = 'How far a track must have played before the next is made.',
  },
  {
    name = 'playback.volume',
    kind = number(0, 1),
    default = 0.3,
    help = 'The volume at the start.',
  },
  {
    name = 'playback.loop',
    kind = boolean,
    default = true,
    help = 'Begin the play order again after its last track. Where the tracks joined the stream, '
      .. 'the stream goes on instead.',
  },
  {
    name = 'playback.crossfade_sec',
    kind = number(0, 60),
    default = 2.0,
    help = 'How long two tracks sound together. 0: not at all.',
  },
  {
    name = 'playback.auto_play',
    kind = boolean,
    default = true,
    help = 'Play a track when it has been made.',
  },
  {
    name = 'playback.buffer_ms',
    kind = integer(20, 2000),
    default = 200,
    help = 'How much sound waits in the device. More hides longer stalls, less pauses sooner.',
    restart = true,
  },
  {
    name = 'playback.stereo',
    kind = boolean,
    default = true,
    help = 'false: both channels play the same.',
  },
  {
    name = 'playback.on_device_loss',
    kind = one_of({ 'pause', 'follow' }),
    default = 'pause',
    help = 'When a named device or a headset disappears: be silent, or go on where the system '
      .. 'sends the sound.',
  },
  {
    name = 'audio.device',
    kind = words,
    help = "The device's name. nil: the system's default.",
    restart = true,
  },
  {
    name = 'audio.format',
    kind = one_of({ 'wav', 'mp3', 'opus' }),
    default = 'wav',
    help = 'How new tracks are kept. "opus" (96 kbit/s, always 48 kHz) needs nothing else; "mp3" '
      .. '(128 kbit/s) needs the program `lame`: without it WAV is written.',
  },
  {
    name = 'effects.enabled',
    kind = boolean,
    default = false,
    help = 'Colour tracks that a model made or that were imported. The composer brings its own '
      .. 'colour.',
  },
  {
    name = 'effects.lowpass_hz',
    kind = number(200, 20000),
    default = 9000,
    help = 'Above this, sound is dulled.',
  },
  {
    name = 'effects.bit_depth',
    kind = integer(4, 16),
    default = 12,
    help = 'How coarse the samples are.',
  },
  {
    name = 'effects.delay_ms',
    kind = integer(0, 2000),
    default = 0,
    help = 'The time of an echo. 0: none.',
  },
  {
    name = 'cache.dir',
    kind = words,
    help = 'Where tracks are kept. nil: `lofi` in `stdpath("cache")`.',
  },
  {
    name = 'cache.max_mb',
    kind = integer(1, 1048576),
    default = 500,
    help = 'Beyond this, the least recently played tracks go.',
  },
  {
    name = 'cache.max_tracks',
    kind = integer(1, 1048576),
    help = 'The same by number. nil: no limit.',
  },
  {
    name = 'install.method',
    kind = one_of({ 'auto', 'bundle', 'build' }),
    default = 'auto',
    help = 'How the host is installed: "bundle" downloads it with its own Java, "build" builds '
      .. 'it from source, "auto" takes what fits.',
  },
  {
    name = 'ui.notify',
    kind = boolean,
    default = true,
    help = 'Show messages by |vim.notify()|.',
  },
  {
    name = 'ui.notify_level',
    kind = integer(0, 5),
    default = vim.log.levels.INFO,
    help = 'Messages below this level are not shown: one of |vim.log.levels|.',
  },
  {
    name = 'ui.progress',
    kind = one_of({ 'cmdline', 'fidget', 'mini', 'notify', 'none' }),
    default = 'cmdline',
    help = 'Where the progress of a generation is shown.',
  },
  {
    name = 'ui.statusline',
    kind = boolean,
    default = true,
    help = 'Fill |lofi.statusline()|.',
  },
  {
    name = 'ui.icons.playing',
    kind = text,
    default = '▶',
    help = 'Stands before a track that plays.',
  },
  {
    name = 'ui.icons.paused',
    kind = text,
    default = '⏸',
    help = 'Stands before a track that is paused.',
  },
  {
    name = 'ui.icons.generating',
    kind = text,
    default = '◌',
    help = 'Stands before a generation.',
  },
  {
    name = 'ui.icons.music',
    kind = text,
    default = '♪',
    help = 'Stands before the name of a song.',
  },
  {
    name = 'keymaps.toggle',
    kind = text_or_false,
    default = '<leader>ll',
    help = 'Play or pause.',
  },
  {
    name = 'keymaps.generate',
    kind = text_or_false,
    default = '<leader>lg',
    help = 'Make a track.',
  },
  { name = 'keymaps.stop', kind = text_or_false, default = '<leader>ls', help = 'Stop.' },
  {
    name = 'keymaps.skip',
    kind = text_or_false,
    default = '<leader>ln',
    help = 'Go to the next track.',
  },
  {
    name = 'keymaps.volume_up',
    kind = text_or_false,
    default = '<leader>l=',
    help = 'Louder by 10 %.',
  },
  {
    name = 'keymaps.volume_down',
    kind = text_or_false,
    default = '<leader>l-',
    help = 'Softer by 10 %.',
  },
  {
    name = 'keymaps.prompt',
    kind = text_or_false,
    default = '<leader>lp',
    help = 'Ask for a prompt and make a track.',
  },
  {
    name = 'keymaps.status',
    kind = text_or_false,
    default = '<leader>li',
    help = 'Show the state.',
  },
}

--- @type table<string, lofi.Option>
local options = {}
--- The way to each option: `ways['ui.icons.music']` is { 'ui', 'icons', 'music' }.
--- @type table<string, string[]>
local ways = {}
--- What may follow each name: `sections.ui` is { 'notify', …, 'icons' }, `sections['']` the top.
--- @type table<string, string[]>
local sections = { [''] = {} }
for _, option in ipairs(M.schema) do
  local way, name = {}, ''
  for key in option.name:gmatch('[^.]+') do
    local section = sections[name] or {}
    if section[#section] ~= key then
      section[#section + 1] = key
    end
    sections[name] = section
    way[#way + 1] = key
    name = name == '' and key or name .. '.' .. key
  end
  options[name], ways[name] = option, way
end

--- What `setup()` was given last.
--- @type table?
local given
--- @type lofi.Config?
local resolved
--- Messages that were told: a bad option is reported once, not at every start.
--- @type table<string, boolean>
local told = {}

--- @param value any
--- @return string
local function show(value)
  return (vim.inspect(value):gsub('%s+', ' '))
end

--- @param default any
--- @return string
local function instead(default)
  return default == nil and 'it is left to lofi' or show(default) .. ' is used instead'
end

--- Copies what is right in `user` into `values` (by full name) and what is wrong into `problems`.
--- @param user table
--- @param way string
--- @param values table<string, any>
--- @param problems string[]
local function read(user, way, values, problems)
  for key, value in pairs(user) do
    local name = way == '' and tostring(key) or way .. '.' .. tostring(key)
    local option, section = options[name], sections[name]
    if value == vim.NIL then
      values[name] = nil
    elseif option then
      local right = option.kind.read(value)
      if right == nil then
        table.insert(
          problems,
          ('%s should be %s, not %s; %s'):format(
            name,
            option.kind.expected,
            show(value),
            instead(option.default)
          )
        )
      end
      values[name] = right
    elseif section and type(value) == 'table' then
      read(value, name, values, problems)
    elseif name == 'keymaps' and value == false then
      for _, action in ipairs(section) do
        values['keymaps.' .. action] = false
      end
    elseif section then
      table.insert(
        problems,
        ('%s should be a table, not %s; its defaults are used instead'):format(name, show(value))
      )
    else
      table.insert(
        problems,
        ('there is no option %s; it is ignored (expected one of: %s)'):format(
          name,
          table.concat(sections[way], ', ')
        )
      )
    end
  end
end

--- @param config table
--- @param way string[]
--- @param value any
local function place(config, way, value)
  local inner = config
  for i = 1, #way - 1 do
    inner[way[i]] = inner[way[i]] or {}
    inner = inner[way[i]]
  end
  inner[way[#way]] = value
end

--- The complete table that follows from the user's tables, the last of which wins.
--- @param ... table
--- @return lofi.Config
--- @return string[] problems
function M.resolve(...)
  local values, problems = {}, {}
  for _, user in ipairs({ ... }) do
    if type(user) == 'table' then
      read(user, '', values, problems)
    else
      table.insert(
        problems,
        ('the options should be a table, not %s; the defaults are used instead'):format(show(user))
      )
    end
  end
  local config = {} --- @type any
  for _, option in ipairs(M.schema) do
    local value = values[option.name]
    if value == nil then
      value = option.default
      value = type(value) == 'table' and vim.deepcopy(value) or value
    end
    place(config, ways[option.name], value)
  end
  table.sort(problems)
  return config, problems
end

--- @param problems string[]
local function tell(problems)
  local news = vim.tbl_filter(function(problem)
    return not told[problem]
  end, problems)
  if #news == 0 then
    return
  end
  for _, problem in ipairs(news) do
    told[problem] = true
  end
  vim.schedule(function()
    vim.notify('lofi: ' .. table.concat(news, '\nlofi: '), vim.log.levels.WARN)
  end)
end

--- Reads `vim.g.lofi` and what `setup()` was given again.
--- @return lofi.Config
function M.reload()
  local from_vim_g = vim.g.lofi
  local config, problems = M.resolve(from_vim_g == nil and {} or from_vim_g, M.given())
  tell(problems)
  resolved = config
  return config
end

--- Overrides the defaults and `vim.g.lofi`. A second call begins from the defaults again.
--- @param opts? table
--- @return lofi.Config
function M.setup(opts)
  given = opts or {}
  return M.reload()
end

--- What `setup()` was given, right or wrong.
--- @return table
function M.given()
  return given or {}
end

--- @return boolean
function M.is_set_up()
  return given ~= nil
end

--- @return lofi.Config
function M.get()
  return resolved or M.reload()
end

--- The names of the options that a running host would take only after a restart.
--- @param before lofi.Config
--- @param after lofi.Config
--- @return string[]
function M.restarts(before, after)
  local names = {}
  for _, option in ipairs(M.schema) do
    local way = ways[option.name]
    local was, is = vim.tbl_get(before, unpack(way)), vim.tbl_get(after, unpack(way))
    if option.restart and not vim.deep_equal(was, is) then
      table.insert(names, option.name)
    end
  end
  return names
end

--- @param path? string
--- @return string?
local function expand(path)
  return path and vim.fn.fnamemodify(vim.fs.normalize(path), ':p')
end

--- The table as the host takes it: plain values, and every place that Neovim knows filled in.
--- @return lofi.Config
function M.for_host()
  local config = vim.deepcopy(M.get())
  config.cache.dir = expand(config.cache.dir) or vim.fn.stdpath('cache') .. '/lofi'
  config.model.weights_path = expand(config.model.weights_path)
    or vim.fn.stdpath('data') .. '/lofi/models'
  config.model.gpu_jar = expand(config.model.gpu_jar)
  config.daemon.log_file = M.log_file() or false
  return config
end

--- @return string? path nil when no log is wanted
function M.log_file()
  local file = M.get().daemon.log_file
  if file == false then
    return nil
  end
  return expand(file --[[@as string?]]) or vim.fn.stdpath('log') .. '/lofi.log'
end

--- A request to generate with everything that the caller left open filled in.
--- @param opts? lofi.GenerateOpts
--- @return lofi.GenerateOpts
function M.request(opts)
  local defaults = M.get().defaults
  opts = opts or {}
  return {
    prompt = opts.prompt == nil and defaults.prompt or opts.prompt,
    duration_sec = opts.duration_sec == nil and defaults.duration_sec or opts.duration_sec,
    seed = opts.seed == nil and defaults.seed or opts.seed,
    priority = opts.priority or 'normal',
  }
end

return M
