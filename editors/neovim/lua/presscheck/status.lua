-- What the server says of each draft, and a line of it for the status line.
local M = {}

-- By the draft's address.
local states = {}

-- The drafts whose server has ended although nobody asked it to.
local abandoned = {}

local function tell()
  vim.api.nvim_exec_autocmds("User", { pattern = "PresscheckStatus", modeline = false })
  vim.cmd("redrawstatus!")
end

--- Takes `presscheck/status`.
function M.handle(_, result, context)
  states[result.uri] = { said = result, client = context.client_id }
  abandoned[result.uri] = nil
  tell()
end

--- Forgets what a server has said, for it has ended.
function M.forget(client, unexpectedly)
  for uri, state in pairs(states) do
    if state.client == client then
      states[uri] = nil
      abandoned[uri] = unexpectedly or nil
    end
  end
  tell()
end

--- What the server has said last of a buffer's draft: the parameters of `presscheck/status`, or nil.
function M.of(buffer)
  local state = states[vim.uri_from_bufnr(buffer)]
  return state and state.said
end

local function counted(number, noun)
  return ("%d %s%s"):format(number, noun, number == 1 and "" or "s")
end

local function findings(said)
  local parts = {}
  for _, part in ipairs({ { "errors", "error" }, { "warnings", "warning" }, { "infos", "info" } }) do
    local number = said[part[1]] or 0
    if number > 0 then
      table.insert(parts, counted(number, part[2]))
    end
  end
  return table.concat(parts, ", ")
end

--- A few words on the current buffer's draft for the status line; nothing if it has no server.
function M.line(buffer)
  buffer = buffer or vim.api.nvim_get_current_buf()
  local said = M.of(buffer)
  if not said then
    return abandoned[vim.uri_from_bufnr(buffer)] and "presscheck has ended" or ""
  end
  local words = ({
    checking = "…",
    clean = "✓",
    findings = findings(said),
    ["not-a-draft"] = "not a draft",
    failed = ("failed: %s"):format(said.message or ""),
  })[said.state] or said.state
  local house = said.house and said.house ~= "" and (" · %s"):format(said.house) or ""
  return ("presscheck %s%s"):format(words, house)
end

return M
