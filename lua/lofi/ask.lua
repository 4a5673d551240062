--- What the host asks the user.
local M = {}

--- `:Lofi prompt`: asks for a prompt and makes a track from it.
function M.prompt()
  vim.ui.input({ prompt = 'Lofi prompt: ' }, function(text)
    if text and text:find('%S') then
      require('lofi.host').command({ 'generate', text })
    end
  end)
end

--- Asks before something is done that cannot be undone; the first answer is no.
--- @param question string
--- @param method string what the host is told if the answer is yes
--- @param params? table
function M.before(question, method, params)
  vim.ui.select({ 'No', 'Yes' }, { prompt = question }, function(answer)
    -- What is said next would be written below the question and end in a hit-enter prompt.
    vim.cmd.redraw()
    if answer == 'Yes' then
      require('lofi.host').notify(method, params)
    end
  end)
end

return M
