local editor = require('support.editor')
local spec = require('support.spec')
local test, equal, contains = spec.test, spec.equal, spec.contains

--- @param progress string
--- @param init? string
--- @return lofi.test.Editor
local function with_style(progress, init)
  local nvim = editor.start({
    init = ('vim.g.lofi = { ui = { progress = %q } }\n%s'):format(progress, init or ''),
  })
  vim.rpcrequest(nvim.channel, 'nvim_ui_attach', 80, 24, { rgb = true })
  return nvim
end

--- What stands in the last line of the screen.
--- @param nvim lofi.test.Editor
--- @return string
local function last_line(nvim)
  return nvim:lua([[
    vim.cmd.redraw()
    local cells = {}
    for column = 1, vim.o.columns do
      cells[column] = vim.fn.screenstring(vim.o.lines, column)
    end
    return vim.trim(table.concat(cells))
  ]])
end

--- @param nvim lofi.test.Editor
--- @param percent integer
--- @param detail string
local function show(nvim, percent, detail)
  nvim:lua('require("lofi.progress").show(...)', percent, detail, 'generating')
end

--- @param nvim lofi.test.Editor
local function clear(nvim)
  nvim:lua('require("lofi.progress").clear()')
end

test('the command line shows the percentage, and is empty afterwards', function()
  local nvim = with_style('cmdline')
  show(nvim, 45, '30 s to go')
  contains('45%', last_line(nvim))
  contains('generating, ', (last_line(nvim):gsub(' 45%%', '')))
  contains('30 s to go', last_line(nvim))
  clear(nvim)
  equal('', last_line(nvim))
  equal('', nvim:lua('return vim.trim(vim.fn.execute("messages"))'))
end)

test('a narrow screen cuts the line instead of asking for <Enter>', function()
  local nvim = with_style('cmdline')
  nvim:lua('vim.o.columns = 40')
  show(nvim, 45, ('ages to go '):rep(10))
  equal('n', nvim:lua('return vim.api.nvim_get_mode().mode'))
  contains('45%', last_line(nvim))
  equal(nil, last_line(nvim):find('ages', 1, true))
  show(nvim, 46, '30 s to go')
  contains('46%', last_line(nvim))
  contains('30 s to go', last_line(nvim))
end)

test('nothing is shown without a command line, or while one is typed', function()
  local nvim = with_style('cmdline')
  nvim:lua('vim.o.cmdheight = 0')
  show(nvim, 45, '30 s to go')
  equal('n', nvim:lua('return vim.api.nvim_get_mode().mode'))
  equal(nil, last_line(nvim):find('45', 1, true))

  nvim:lua('vim.o.cmdheight = 1')
  vim.rpcrequest(nvim.channel, 'nvim_input', ':echo 1')
  show(nvim, 46, '30 s to go')
  equal(':echo 1', last_line(nvim))
end)

test('a progress that ends while a command is typed does not stay in the statusline', function()
  local nvim = with_style('cmdline')
  local knows_progress = nvim:lua('return vim.ui.progress_status and vim.ui.progress_status()')
    == ''
  show(nvim, 82, '2 s to go')
  vim.rpcrequest(nvim.channel, 'nvim_input', ':echo 1')
  nvim:eventually('vim.api.nvim_get_mode().mode == "c"')
  clear(nvim)
  vim.rpcrequest(nvim.channel, 'nvim_input', '<C-c>')
  nvim:eventually('vim.api.nvim_get_mode().mode == "n"')
  equal(nil, last_line(nvim):find('82', 1, true))
  if knows_progress then
    nvim:eventually('vim.ui.progress_status() == ""')
  end
end)

test('fidget, mini.notify and nvim-notify show one message that changes', function()
  local fidget = with_style(
    'fidget',
    [[
    package.preload['fidget'] = function() return {} end
    package.preload['fidget.progress.handle'] = function()
      return { create = function(report)
        _G.seen = { report.percentage }
        return {
          report = function(_, more)
            table.insert(_G.seen, more.percentage or more.message)
          end,
          finish = function() table.insert(_G.seen, 'end') end }
      end }
    end
  ]]
  )
  local mini = with_style(
    'mini',
    [[
    package.preload['mini.notify'] = function()
      return { add = function(text) _G.seen = { tonumber(text:match('%d+')) } return 7 end,
        update = function(id, new)
          table.insert(_G.seen, id == 7 and tonumber(new.msg:match('%d+')))
        end,
        remove = function(id) table.insert(_G.seen, id == 7 and 'end') end }
    end
  ]]
  )
  for _, nvim in ipairs({ fidget, mini }) do
    show(nvim, 45, '30 s to go')
    show(nvim, 46, '30 s to go')
    clear(nvim)
    local ended = nvim == fidget and { 45, 46, 'ended', 'end' } or { 45, 46, 'end' }
    equal(ended, nvim:lua('return _G.seen'))
  end

  local notify = with_style('notify')
  notify:lua([[
    _G.seen = {}
    vim.notify = function(text, _, opts)
      local what = tonumber(text:match('%d+')) or text
      table.insert(_G.seen, { what, opts.replace or 'new' })
      return { id = #_G.seen }
    end
  ]])
  show(notify, 45, '30 s to go')
  show(notify, 46, '30 s to go')
  clear(notify)
  show(notify, 1, '60 s to go')
  equal(
    { { 45, 'new' }, { 46, { id = 1 } }, { 'lofi: ended', { id = 2 } }, { 1, 'new' } },
    notify:lua('return _G.seen')
  )
end)

test('without its plugin a style falls back to the command line', function()
  local nvim = with_style('fidget')
  show(nvim, 45, '30 s to go')
  contains('45%', last_line(nvim))
end)

test('"none" shows nothing', function()
  local nvim = with_style('none')
  show(nvim, 45, '30 s to go')
  clear(nvim)
  equal('', last_line(nvim))
end)
