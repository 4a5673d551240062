--- A test is a sentence and a function that raises an error when the sentence is false.
local M = {}

--- @type { name: string, body: fun() }[]
local tests = {}
--- @type fun()[]
local cleanups = {}

--- @param name string
--- @param body fun()
function M.test(name, body)
  table.insert(tests, { name = name, body = body })
end

--- Runs when the current test has ended, however it ended.
--- @param cleanup fun()
function M.finally(cleanup)
  table.insert(cleanups, cleanup)
end

--- @param expected any
--- @param actual any
function M.equal(expected, actual)
  if not vim.deep_equal(expected, actual) then
    error(('expected %s, got %s'):format(vim.inspect(expected), vim.inspect(actual)), 2)
  end
end

--- @param part string plain text
--- @param whole any
function M.contains(part, whole)
  if type(whole) ~= 'string' or not whole:find(part, 1, true) then
    error(('expected %s in %s'):format(vim.inspect(part), vim.inspect(whole)), 2)
  end
end

--- Waits for an event, not for a time: the time is only how long a failure takes.
--- @param what string
--- @param is_so fun(): any
--- @return any
function M.eventually(what, is_so)
  local found
  local ok = vim.wait(8000, function()
    found = is_so()
    return found
  end, 5)
  if not ok then
    error('it never came true: ' .. what, 2)
  end
  return found
end

--- @param test { name: string, body: fun() }
--- @return boolean
local function run(test)
  local ok, trouble = xpcall(test.body, debug.traceback)
  for i = #cleanups, 1, -1 do
    pcall(cleanups[i])
  end
  cleanups = {}
  io.stdout:write(('%s %s\n'):format(ok and '  ok  ' or 'FAILED', test.name))
  if not ok then
    io.stdout:write(tostring(trouble), '\n')
  end
  return ok
end

--- @param file string
--- @return boolean whether all went well
function M.run_file(file)
  dofile(file)
  local ok = #tests > 0
  for _, test in ipairs(tests) do
    ok = run(test) and ok
  end
  return ok
end

return M
