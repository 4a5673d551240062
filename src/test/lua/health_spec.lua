local editor = require('support.editor')
local spec = require('support.spec')
local test, contains = spec.test, spec.contains

--- @param nvim lofi.test.Editor
--- @return string
local function report(nvim)
  nvim:cmd('checkhealth lofi')
  return table.concat(nvim:lua('return vim.api.nvim_buf_get_lines(0, 0, -1, false)'), '\n')
end

test('the report names what is there, and starts no host', function()
  local bundle = editor.new_home()
  vim.fn.mkdir(bundle .. '/bin', 'p')
  vim.fn.mkdir(bundle .. '/runtime', 'p')
  vim.fn.writefile({ 'JAVA_VERSION="25.0.3"' }, bundle .. '/runtime/release')
  vim.fn.writefile({ '#!/bin/sh', 'echo "lofi-daemon 0.1.0"' }, bundle .. '/bin/lofi-daemon')
  vim.fn.setfperm(bundle .. '/bin/lofi-daemon', 'rwxr-xr-x')
  local text = report(editor.with_fake_host({
    daemon = { bin = bundle },
    env = { PULSE_SERVER = 'somewhere' },
  }))

  contains('OK Neovim >= 0.9.0', text)
  contains('OK Options: all understood', text)
  contains('OK lofi-daemon found: ' .. bundle .. '/bin/lofi-daemon (v0.1.0)', text)
  contains('OK Java 25.0.3: ' .. bundle .. '/runtime', text)
  contains('No model weights in', text)
  contains('The host is not running now', text)
  contains('Audio device: known when the host runs', text)
  contains('Optional integrations', text)
  contains('/state/nvim/lofi.log', text)
end)

test('another version of the host is a warning', function()
  local program = editor.new_home() .. '/lofi-daemon'
  vim.fn.mkdir(vim.fs.dirname(program), 'p')
  vim.fn.writefile({ '#!/bin/sh', 'echo "lofi-daemon 0.0.9"' }, program)
  vim.fn.setfperm(program, 'rwxr-xr-x')
  local text = report(editor.with_fake_host({ daemon = { bin = program } }))
  contains('(v0.0.9), but the plugin is v0.1.0', text)
end)

test('a missing launcher and wrong options are named with what to do', function()
  local text = report(editor.with_fake_host({
    daemon = { bin = '/nowhere' },
    init = 'require("lofi").setup({ playback = { volume = 11 }, model = { backend = "ggml" } })',
  }))
  contains('ERROR There is no lofi-daemon at /nowhere', text)
  contains('playback.volume should be a number from 0 to 1, not 11', text)
  contains('ERROR No model weights in', text)
  contains(':Lofi model install', text)
end)

test('the report knows the device and the last generation', function()
  local home = editor.new_home()
  vim.fn.mkdir(home .. '/cache/nvim/lofi', 'p')
  vim.fn.writefile({
    vim.json.encode({ generation_time_sec = 20, duration_sec = 60, model_version = 'composer-v1' }),
  }, home .. '/cache/nvim/lofi/a1b2c3d4.json')
  local nvim = editor.start({ home = home })
  nvim:lua([[require('lofi.state').update({
    audio_device = 'Built-in Output',
    devices = {
      { name = 'HDMI', sample_rate = 44100 },
      { name = 'Built-in Output', sample_rate = 48000 },
    },
  })]])
  local text = report(nvim)
  contains('OK Audio device available: Built-in Output (48000 Hz)', text)
  contains('30 s of audio: 10.0 s (as the last one took, composer-v1)', text)
end)

test('the report knows the models on disk and how fast the last one was', function()
  local home = editor.new_home()
  local models = home .. '/data/nvim/lofi/models'
  vim.fn.mkdir(models .. '/musicgen-small-q4', 'p')
  vim.fn.writefile({ ('x'):rep(2000000) }, models .. '/musicgen-small-q4/decoder.lofi')
  vim.fn.mkdir(models .. '/.unfinished-musicgen-small-onnx-q8', 'p')
  vim.fn.mkdir(home .. '/cache/nvim/lofi', 'p')
  for id, version in pairs({ a1b2c3d4 = 'musicgen-small-q4-own-v1', e1b2c3d4 = 'composer-v1' }) do
    local seconds = version == 'composer-v1' and 1 or 40
    vim.fn.writefile({
      vim.json.encode({
        generation_time_sec = seconds,
        duration_sec = 30,
        model_version = version,
      }),
    }, home .. '/cache/nvim/lofi/' .. id .. '.json')
  end
  local text = report(editor.start({ home = home }))
  contains('OK Model weights found: musicgen-small-q4 (2 MB)', text)
  contains('musicgen-small-onnx-q8 is not finished: `:Lofi model install` goes on', text)
  contains('30 s of audio: 40.0 s (as the last one took, musicgen-small-q4-own-v1)', text)
end)

test('keys that clash are named', function()
  local nvim = editor.start({
    init = [[
      vim.g.mapleader = ' '
      vim.keymap.set('n', '<leader>l', '<Cmd>echo 1<CR>')
      vim.keymap.set('n', '<leader>ll', '<Cmd>echo 2<CR>')
      require('lofi').setup()
    ]],
  })
  local text = report(nvim)
  contains('<leader>ll is mapped to something else, so that keymaps.toggle has no key', text)
  contains('since <leader>lg (keymaps.generate) begins with it', text)
end)

test("a key of the user's own for lofi is no clash", function()
  local nvim = editor.start({
    init = [[
      vim.g.mapleader = ' '
      vim.keymap.set('n', '<leader>ll', '<cmd>Lofi<cr>')
      require('lofi').setup()
    ]],
  })
  local text = report(nvim)
  assert(not text:find('is mapped to something else', 1, true), text)
end)

test('lame is a warning when it is wanted and missing', function()
  local nvim = editor.start({
    init = 'vim.env.PATH = "/nowhere" vim.g.lofi = { audio = { format = "mp3" } }',
  })
  local text = report(nvim)
  contains('WARNING lame not found: MP3 caching disabled, tracks are kept as WAV', text)
end)
