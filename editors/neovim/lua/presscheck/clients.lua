-- Neovim's side of the running servers, the same in every version from 0.7.
local M = {}

local NAME = "presscheck"

--- The connections to Presscheck: those of one buffer, or all.
function M.list(buffer)
  local clients
  if vim.lsp.get_clients then
    clients = vim.lsp.get_clients({ name = NAME, bufnr = buffer })
  elseif buffer then
    clients = vim.lsp.buf_get_clients(buffer)
  else
    clients = vim.lsp.get_active_clients()
  end
  local ours = {}
  for _, client in pairs(clients) do
    if client.name == NAME then
      table.insert(ours, client)
    end
  end
  return ours
end

--- The buffers that a server looks after.
function M.buffers(client)
  local buffers = {}
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.lsp.buf_is_attached(buffer, client.id) then
      table.insert(buffers, buffer)
    end
  end
  return buffers
end

--- Asks and waits for the answer, `timeout` milliseconds at most. Gives the result, or nil and
--- what went wrong.
function M.ask(client, method, params, timeout, buffer)
  local answer, problem
  if vim.fn.has("nvim-0.11") == 1 then
    answer, problem = client:request_sync(method, params, timeout, buffer)
  else
    answer, problem = client.request_sync(method, params, timeout, buffer)
  end
  if not answer then
    return nil, ("Presscheck did not answer: %s"):format(problem or "unknown")
  end
  local failure = answer.err or answer.error
  if failure then
    return nil, failure.message
  end
  return answer.result
end

--- Whether the server offers `provider`, a field of its capabilities.
function M.offers(client, provider)
  local offered = client.server_capabilities or client.resolved_capabilities or {}
  return offered[provider]
end

--- Asks a server to end.
function M.stop(client)
  vim.lsp.stop_client(client.id)
end

return M
