-- Trains the AOT cache: a Neovim goes through what users do first, without a sound, and waits until
-- the host, started with LOFI_AOT_OUTPUT set, has written down what it loaded. See scripts/build.
--
-- Without LOFI_AOT_OUTPUT it goes only so far that the next start has an opening to begin with.
vim.g.lofi = {
  daemon = { restart_on_crash = false },
  playback = { volume = 0 },
  defaults = { duration_sec = 4, seed = 1 },
}
vim.opt.runtimepath:prepend(vim.env.LOFI_PROJECT)
vim.cmd.runtime('plugin/lofi.lua')

local function host()
  for _, channel in ipairs(vim.api.nvim_list_chans()) do
    if channel.argv and table.concat(channel.argv, ' '):find('lofi-daemon', 1, true) then
      return channel.id
    end
  end
end

if not vim.env.LOFI_AOT_OUTPUT then
  vim.cmd('silent! Lofi')
  local opening = vim.fn.stdpath('cache') .. '/lofi/opening-*.pcm'
  local is_there = vim.wait(20000, function()
    return vim.fn.glob(opening) ~= ''
  end, 100)
  vim.cmd(is_there and 'qall!' or 'cquit')
end

for _, step in ipairs({
  { '', 4500 },
  { 'status', 200 },
  { 'pause', 400 },
  { 'resume', 400 },
  { 'generate rain on a tin roof', 1500 },
  { 'skip', 800 },
  { 'volume 0', 100 },
  { 'stop', 400 },
  { '', 1500 },
  { 'mix drums 0', 500 },
  { 'stop', 400 },
}) do
  vim.cmd('silent! Lofi ' .. step[1])
  vim.wait(step[2])
end

local channel = host()
if not channel then
  vim.cmd('cquit')
end
-- Its standard error stays open, since the virtual machine goes on to write there.
vim.fn.chanclose(channel, 'rpc')
local exit_code = vim.fn.jobwait({ channel }, 60000)[1]
vim.cmd(exit_code == 0 and 'qall!' or 'cquit')
