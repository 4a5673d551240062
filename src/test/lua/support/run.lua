-- nvim -l run.lua SPEC: runs one file of specs.
local here = vim.fs.dirname(assert(debug.getinfo(1, 'S')).source:sub(2))
package.path = vim.fs.dirname(here) .. '/?.lua;' .. package.path
os.exit(require('support.spec').run_file(assert(arg[1])) and 0 or 1)
