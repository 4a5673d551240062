--- The version of this plugin, of its bundle and of its host: one number for all.
return '0.1.0'
