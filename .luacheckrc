std = 'luajit'
cache = false
max_line_length = 100
self = false

local writable = { read_only = false, other_fields = true }
read_globals = {
  vim = {
    other_fields = true,
    fields = {
      g = writable,
      b = writable,
      w = writable,
      t = writable,
      v = writable,
      o = writable,
      bo = writable,
      wo = writable,
      go = writable,
      opt = writable,
      opt_local = writable,
      env = writable,
    },
  },
}
