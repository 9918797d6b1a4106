-- Applies every safe fix, before anything else happens.
local clients = require("presscheck.clients")

local M = {}

local FIX_ALL = "source.fixAll.presscheck"

-- The action with its edit, which a server may leave to a second question.
local function resolved(client, action, timeout, buffer)
  local provider = clients.offers(client, "codeActionProvider")
  local resolves = type(provider) == "table" and provider.resolveProvider
  if action.edit or not resolves then
    return action
  end
  return clients.ask(client, "codeAction/resolve", action, timeout, buffer)
end

--- Applies every safe fix to the current buffer, and waits for the server, `timeout` milliseconds
--- (1000) at most. Gives whether something was changed, or nil and what went wrong.
function M.apply(timeout)
  timeout = timeout or 1000
  local buffer = vim.api.nvim_get_current_buf()
  local attached = clients.list(buffer)
  if #attached == 0 then
    return nil, "Presscheck does not look after this file; see :checkhealth presscheck"
  end
  local before = vim.api.nvim_buf_get_changedtick(buffer)
  for _, client in ipairs(attached) do
    local params = {
      textDocument = { uri = vim.uri_from_bufnr(buffer) },
      range = {
        start = { line = 0, character = 0 },
        ["end"] = { line = vim.api.nvim_buf_line_count(buffer), character = 0 },
      },
      context = { only = { FIX_ALL }, diagnostics = {} },
    }
    local actions, problem =
      clients.ask(client, "textDocument/codeAction", params, timeout, buffer)
    if problem then
      return nil, problem
    end
    for _, action in ipairs(actions or {}) do
      action, problem = resolved(client, action, timeout, buffer)
      if problem then
        return nil, problem
      end
      if action and action.edit then
        vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
      end
    end
  end
  return vim.api.nvim_buf_get_changedtick(buffer) ~= before
end

return M
