local config = require('lofi.config')
local editor = require('support.editor')
local help = require('support.help')
local spec = require('support.spec')
local test, equal = spec.test, spec.equal

local file = editor.root .. '/doc/lofi.txt'

--- @return string
local function text()
  local handle = assert(io.open(file))
  local all = handle:read('*a')
  handle:close()
  return all
end

--- The options stand between the introduction of their chapter and the next chapter.
--- @return string before
--- @return string options
--- @return string after
local function parts()
  local all = text()
  local begin = assert(select(2, all:find('wait for `:Lofi daemon restart`%.\n\n')))
  local finish = assert(all:find('=+\n6%. Lua functions', begin))
  return all:sub(1, begin), all:sub(begin + 1, finish - 1), all:sub(finish)
end

--- All tags that match a pattern with one capture.
--- @param pattern string
--- @return table<string, boolean>
local function tags(pattern)
  local found = {}
  for tag in text():gmatch('%*([^%s*|]+)%*') do
    local name = tag:match('^' .. pattern .. '$')
    if name then
      found[name] = true
    end
  end
  return found
end

--- @param list string[]
--- @return table<string, boolean>
local function set(list)
  local result = {}
  for _, item in ipairs(list) do
    result[item] = true
  end
  return result
end

test('the options in the help are those of the schema (LOFI_WRITE_HELP=1 writes them)', function()
  local before, written, after = parts()
  if vim.env.LOFI_WRITE_HELP then
    local handle = assert(io.open(file, 'w'))
    handle:write(before, help.options(), after)
    handle:close()
    written = select(2, parts())
  end
  if written ~= help.options() then
    error('doc/lofi.txt is not up to date: LOFI_WRITE_HELP=1 scripts/test-lua')
  end
end)

test('each option has a tag, and each such tag an option', function()
  local names = vim.tbl_map(function(option)
    return option.name
  end, config.schema)
  equal(set(names), tags('lofi%-(%l+%.[%w_.]+)'))
end)

test('each subcommand stands in the help, and the other way round', function()
  equal(set(vim.tbl_keys(require('lofi.registration').subcommands)), tags(':Lofi%-(%l+)'))
end)

test('each function stands in the help, and the other way round', function()
  equal(set(vim.tbl_keys(require('lofi'))), tags('lofi%.([%l_]+)%(%)'))
end)

test('each event stands in the help with its autocommand, and the other way round', function()
  local events = require('lofi.events')
  equal(set(events.names), tags('lofi%-event%-([%l_]+)'))
  local patterns = set(vim.tbl_map(events.pattern, events.names))
  patterns.LofiStatusline = true
  equal(patterns, tags('(Lofi%u%a+)'))
end)

test('each error code stands in the help, and the other way round', function()
  equal(set(vim.tbl_keys(require('lofi.errors').codes)), tags('lofi%-error%-([%u_]+)'))
end)

--- @param folder string
--- @param pattern string
--- @return table<string, boolean>
local function found_in_java(folder, pattern)
  local found = {}
  for _, path in ipairs(vim.fn.glob(editor.root .. '/src/main/java/lofi/' .. folder, true, true)) do
    for name in table.concat(vim.fn.readfile(path), '\n'):gmatch(pattern) do
      found[name] = true
    end
  end
  return found
end

test('each subcommand is served by the host, and the other way round', function()
  local served = vim.tbl_extend(
    'error',
    found_in_java('editor/*Command.java', 'name%(%) {%s+return "(%l+)";'),
    found_in_java('editor/*Command.java', 'new %u%l+Command%("(%l+)"')
  )
  equal(served, set(vim.tbl_keys(require('lofi.registration').subcommands)))
end)

test('the help knows each error code of the host', function()
  local codes = require('lofi.errors').codes
  local java = vim.tbl_extend(
    'force',
    found_in_java('*/ErrorCode.java', '\n  (%u[%u_]+)'),
    found_in_java('editor/Problem.java', 'String (%u[%u_]+) ')
  )
  assert(next(java), 'no error codes were found in the Java sources')
  for code in pairs(java) do
    assert(codes[code], code .. ' is not in lua/lofi/errors.lua')
  end
end)

test('the help knows each highlight group of the host', function()
  local groups = found_in_java('*/*.java', '"(Lofi%u%a+)"')
  assert(next(groups), 'no highlight groups were found in the Java sources')
  local known = tags('hl%-(Lofi%a+)')
  for group in pairs(groups) do
    assert(known[group], group .. ' is not in doc/lofi.txt')
  end
end)

test('each highlight group stands in the help, and the other way round', function()
  equal(set(vim.tbl_keys(require('lofi.highlights').links)), tags('hl%-(Lofi%a+)'))
end)

test('the <Plug> maps of the help are those of the plugin', function()
  local maps = {}
  local list = 'return vim.tbl_map(function(map) return map.lhs end, vim.api.nvim_get_keymap("n"))'
  for _, lhs in ipairs(editor.start():lua(list)) do
    maps[lhs:match('^<Plug>%(lofi%-(.*)%)$') or ''] = true
  end
  maps[''] = nil
  equal(maps, tags('<Plug>%(lofi%-([%l-]+)%)'))
end)

test('no tag stands twice, and every link of the help leads somewhere', function()
  local home = editor.new_home()
  vim.fn.mkdir(home .. '/doc', 'p')
  vim.fn.writefile(vim.fn.readfile(file), home .. '/doc/lofi.txt')
  local ok, trouble = pcall(vim.cmd.helptags, home .. '/doc')
  assert(ok, trouble)
  vim.opt.rtp:append(home)
  for link in text():gmatch('|(%S-)|') do
    local found = #vim.fn.getcompletion(link, 'help') > 0
    assert(found, ('|%s| leads nowhere'):format(link))
  end
end)

test('no line of the help is too wide to read', function()
  for number, line in ipairs(vim.fn.readfile(file)) do
    local width = vim.fn.strdisplaywidth(line)
    assert(width <= 80, ('line %d has %d columns'):format(number, width))
  end
end)

test('the version is that of the build', function()
  local pom = table.concat(vim.fn.readfile(editor.root .. '/pom.xml'), '\n')
  equal(pom:match('<version>([^<]+)</version>'), require('lofi.version'))
end)
