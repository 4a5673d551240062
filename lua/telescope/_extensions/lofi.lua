-- Loaded by Telescope alone: `:Telescope lofi tracks`, `:Telescope lofi prompts`.
--- @diagnostic disable: unresolved-require
local function picker(name)
  return function(opts)
    require('lofi.pickers.telescope')[name](opts)
  end
end

return require('telescope').register_extension({
  exports = {
    lofi = picker('tracks'),
    tracks = picker('tracks'),
    prompts = picker('prompts'),
  },
})
