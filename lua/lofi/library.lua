--- Reads the list of tracks on disk from the host, page by page.
local M = {}

local PAGE = 200

--- What was listed last, for those who may not wait.
--- @type lofi.Track[]
local listed = {}

--- @param offset integer
--- @return lofi.Track[]? page
--- @return lofi.Error?
local function page(offset)
  local answer, err = require('lofi.host').request('cache_list', { offset = offset, limit = PAGE })
  if not answer then
    return nil, err
  end
  return answer.tracks or answer
end

--- @return lofi.Track[] tracks in a fast event, as they were listed last
--- @return lofi.Error?
function M.list()
  if vim.in_fast_event() then
    return vim.deepcopy(listed)
  end
  local tracks = {}
  repeat
    local some, err = page(#tracks)
    if not some then
      require('lofi.errors').tell(err --[[@as lofi.Error]])
      return {}, err
    end
    vim.list_extend(tracks, some)
  until #some < PAGE
  listed = tracks
  return tracks
end

return M
