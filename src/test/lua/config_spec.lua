local config = require('lofi.config')
local editor = require('support.editor')
local spec = require('support.spec')
local test, equal = spec.test, spec.equal

test('the defaults are right by their own rules', function()
  local defaults = config.resolve({})
  local again, problems = config.resolve(defaults)
  equal({}, problems)
  equal(defaults, again)
end)

test('the defaults are those of the design', function()
  local defaults = config.resolve({})
  equal(300, defaults.daemon.idle_timeout_sec)
  equal(0.3, defaults.playback.volume)
  equal('q4', defaults.model.quantization)
  equal(4, #defaults.prefetch.presets)
  equal('<leader>l=', defaults.keymaps.volume_up)
  equal(vim.log.levels.INFO, defaults.ui.notify_level)
end)

test('every type of the schema stands in the annotations, and the other way round', function()
  local annotated, class = {}, nil
  for line in io.lines(editor.root .. '/lua/lofi/config.lua') do
    class = line:match('^%-%-%- @class %(exact%) lofi%.Config%.?(%S*)') or class
    local field = class and line:match('^%-%-%- @field ([%w_]+)')
    if line:match('^local function') then
      break
    elseif field and class ~= '' then
      annotated[class:lower() .. '.' .. field] = true
    end
  end
  local described = {}
  for _, option in ipairs(config.schema) do
    described[option.name] = true
  end
  annotated['ui.icons'] = nil
  equal(described, annotated)
end)

test('a bad value is named with what was expected and what is used instead', function()
  local options, problems = config.resolve({ playback = { volume = 300 } })
  equal(
    { 'playback.volume should be a number from 0 to 1, not 300; 0.3 is used instead' },
    problems
  )
  equal(0.3, options.playback.volume)
end)

test('an unknown key is named with what there is', function()
  local _, problems = config.resolve({ cache = { maxmb = 1 }, plaback = {} })
  equal({
    'there is no option cache.maxmb; it is ignored (expected one of: dir, max_mb, max_tracks)',
    'there is no option plaback; it is ignored (expected one of: daemon, model, defaults, '
      .. 'prefetch, playback, audio, effects, cache, install, ui, keymaps)',
  }, problems)
end)

test('no value of any kind stops the options from being read', function()
  local kinds =
    { 7, -1.5, 0 / 0, 'x', '', true, false, { 1 }, {}, { a = { b = 1 } }, print, vim.NIL }
  for _, value in ipairs(kinds) do
    equal('table', type(config.resolve(value --[[@as table]])))
    for _, option in ipairs(config.schema) do
      local section, key = option.name:match('^(%w+)%.(.*)$')
      local options = config.resolve({ [section] = { [key] = value } })
      local _, problems = config.resolve(options)
      equal({}, problems)
      equal('table', type(config.resolve({ [section] = value })))
    end
  end
end)

test('the names of the document are understood', function()
  local options, problems =
    config.resolve({ model = { backend = 'ggml', quantization = 'Q5_K_M' } })
  equal({}, problems)
  equal('musicgen', options.model.backend)
  equal('q8', options.model.quantization)
end)

test('a prompt is as long as its characters, not its bytes', function()
  for count, problems in pairs({ [2000] = 0, [2001] = 1 }) do
    local _, found = config.resolve({ defaults = { prompt = ('ä'):rep(count) } })
    equal(problems, #found)
  end
end)

test('keymaps = false switches all of them off', function()
  local options, problems = config.resolve({ keymaps = false })
  equal({}, problems)
  for _, lhs in pairs(options.keymaps) do
    equal(false, lhs)
  end
end)

test('vim.g.lofi counts without setup(), and setup() counts more', function()
  local nvim = editor.start({
    init = 'vim.g.lofi = { playback = { volume = 0.5, loop = false } }',
  })
  equal(0.5, nvim:lua('return require("lofi.config").get().playback.volume'))
  nvim:lua('require("lofi").setup({ playback = { volume = 0.6 } })')
  equal(0.6, nvim:lua('return require("lofi.config").get().playback.volume'))
  equal(false, nvim:lua('return require("lofi.config").get().playback.loop'))
end)

test('a mistake is told once, however often the options are read', function()
  local nvim =
    editor.with_fake_host({ init = 'require("lofi").setup({ playback = { loop = 3 } })' })
  nvim:lua('_G.told = {}')
  nvim:cmd('Lofi')
  nvim:eventually('_G.heard')
  equal({}, nvim:lua('return _G.told'))
end)

test('the host gets plain values and whole paths', function()
  local nvim = editor.start({
    init = "vim.g.lofi = { cache = { dir = '~/music/' }, daemon = { log_file = false } }",
  })
  local options = nvim:lua('return require("lofi.config").for_host()')
  equal(nvim.home .. '/music', options.cache.dir)
  equal(nvim.home .. '/data/nvim/lofi/models', options.model.weights_path)
  equal(false, options.daemon.log_file)
end)

test('the tests of the host read these defaults (LOFI_WRITE_HELP=1 writes them)', function()
  local file = editor.root .. '/src/test/resources/lofi/settings/defaults.json'
  local resolved = config.resolve({})
  local defaults = vim.deepcopy(resolved) --- @type any
  defaults.cache.dir = '/home/you/.cache/nvim/lofi'
  defaults.model.weights_path = '/home/you/.local/share/nvim/lofi/models'
  defaults.daemon.log_file = '/home/you/.local/state/nvim/lofi.log'
  if vim.env.LOFI_WRITE_HELP then
    local json = vim.json.encode(defaults, { indent = '  ', sort_keys = true })
    vim.fn.writefile(vim.split(json, '\n'), file)
  end
  equal(defaults, vim.json.decode(table.concat(vim.fn.readfile(file), '\n')))
end)
