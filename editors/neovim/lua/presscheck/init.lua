-- What a user's own configuration may call.
local M = {}

--- A few words on the current draft, for the status line: what was found and the active house, “✓” if
--- nothing was, “has ended” if the server is gone.
function M.statusline()
  return require("presscheck.status").line()
end

--- What the server said last of a buffer's draft, as a table: `state`, `house`, `errors`, `warnings`,
--- `infos` and more; nil before it has said anything.
function M.status(buffer)
  return require("presscheck.status").of(buffer or vim.api.nvim_get_current_buf())
end

--- Applies every safe fix to the current buffer before it returns, so that it can be called on
--- saving. Waits `timeout` milliseconds at most, 1000 if it is not given. Gives whether something
--- was changed, or nil and what went wrong.
function M.fix_all(timeout)
  return require("presscheck.fixes").apply(timeout)
end

return M
