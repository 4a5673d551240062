-- The lualine component 'lofi': what plays, as `:help lofi.statusline()` says.
return function()
  return require('lofi').statusline()
end
