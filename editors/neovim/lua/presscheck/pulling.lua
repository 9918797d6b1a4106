-- Neovim 0.11 pulls what was found when a draft is opened or changed, and cannot be asked to do so
-- again: a change of `presscheck.toml` would show only after the next change of the draft.
local clients = require("presscheck.clients")

local M = {}

local METHOD = "textDocument/diagnostic"

--- Whether Neovim pulls and has no answer of its own to being asked again.
function M.is_needed()
  return vim.lsp.enable ~= nil and vim.lsp.handlers["workspace/diagnostic/refresh"] == nil
end

--- Takes `workspace/diagnostic/refresh`: pulls for every draft, shown or not.
function M.refresh(_, _, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  for _, buffer in ipairs(client and clients.buffers(client) or {}) do
    local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) } }
    client:request(METHOD, params, nil, buffer)
  end
  return vim.NIL
end

return M
