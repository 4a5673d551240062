--- What can go wrong, by the codes of `:help lofi-errors`, and how it is told.
local M = {}

--- @class (exact) lofi.Error
--- @field code lofi.ErrorCode|string
--- @field message string what happened, as a sentence
--- @field advice? string what to do about it, as a sentence
--- @field track_id? string
--- @field data? table what the host adds
--- @field is_told? boolean whether the user has been shown it

--- @enum lofi.ErrorCode
M.codes = {
  DAEMON_NOT_FOUND = 'DAEMON_NOT_FOUND',
  DAEMON_CRASH = 'DAEMON_CRASH',
  DAEMON_TIMEOUT = 'DAEMON_TIMEOUT',
  MODEL_NOT_FOUND = 'MODEL_NOT_FOUND',
  MODEL_LOAD_FAILED = 'MODEL_LOAD_FAILED',
  MODEL_INFERENCE_FAILED = 'MODEL_INFERENCE_FAILED',
  AUDIO_DEVICE_ERROR = 'AUDIO_DEVICE_ERROR',
  AUDIO_PLAYBACK_ERROR = 'AUDIO_PLAYBACK_ERROR',
  CACHE_WRITE_ERROR = 'CACHE_WRITE_ERROR',
  INVALID_TRACK_ID = 'INVALID_TRACK_ID',
  INVALID_REQUEST = 'INVALID_REQUEST',
  LAME_NOT_FOUND = 'LAME_NOT_FOUND',
  METHOD_NOT_FOUND = 'METHOD_NOT_FOUND',
  GENERATION_IN_PROGRESS = 'GENERATION_IN_PROGRESS',
  CANCELLED = 'CANCELLED',
}

--- @param code lofi.ErrorCode
--- @param message string
--- @param advice? string
--- @return lofi.Error
function M.new(code, message, advice)
  return { code = code, message = message, advice = advice }
end

--- Reads the JSON in the text of a failed request. Text of another kind becomes the message.
--- @param text string
--- @return lofi.Error
function M.decode(text)
  local json = text:match('{.*}')
  local ok, err = pcall(vim.json.decode, json or '', { luanil = { object = true, array = true } })
  if not ok or type(err) ~= 'table' then
    return M.new(M.codes.DAEMON_CRASH, text, 'Look at `:Lofi log`.')
  end
  local data = type(err.data) == 'table' and err.data or {}
  err.code = data.code or data.reason or err.code
  err.advice = err.advice or data.advice
  return err
end

--- @param err lofi.Error
--- @return string
function M.sentence(err)
  local message = err.message:gsub('%.?$', '.', 1)
  return 'lofi: ' .. message .. (err.advice and ' ' .. err.advice or '')
end

--- What scripts hear of it.
--- @param err lofi.Error
--- @return { code: string, message: string, advice?: string }
function M.data(err)
  return { code = err.code, message = err.message, advice = err.advice }
end

--- Shows an error. It says that something does not work, so `ui.notify` does not hide it, and the
--- advice is worth a hit-enter prompt. A warning is not.
--- @param err lofi.Error
--- @param level? integer
function M.tell(err, level)
  if err.is_told then
    return
  end
  err.is_told = true
  vim.schedule(function()
    if level and level < vim.log.levels.ERROR then
      require('lofi.messages').show(err.message, err.advice, level)
    else
      vim.notify(M.sentence(err), vim.log.levels.ERROR)
    end
  end)
end

return M
