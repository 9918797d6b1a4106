-- The rules' pages: what a rule asks for, and why.
local clients = require("presscheck.clients")
local server = require("presscheck.server")

local M = {}

local TIMEOUT = 5000

local function run(...)
  local program = (server.command() or { "presscheck" })[1]
  if vim.fn.executable(program) ~= 1 then
    return nil, ("“%s” cannot be run; see :checkhealth presscheck"):format(program)
  end
  local lines = vim.fn.systemlist({ program, ... })
  if vim.v.shell_error ~= 0 then
    return nil, table.concat(lines, "\n")
  end
  return lines
end

-- The page's lines: from the server of this buffer, which knows the project's own rules, else from
-- the program.
local function page(rule, buffer)
  local client = clients.list(buffer)[1]
  if not client then
    return run("explain", rule)
  end
  local answer, problem =
    clients.ask(client, "presscheck/rulePage", { rule = rule }, TIMEOUT, buffer)
  if not answer then
    return nil, problem
  end
  return vim.split(answer.markdown, "\n")
end

--- The name of the rule whose finding is under the cursor, or nil.
function M.here()
  local cursor = vim.api.nvim_win_get_cursor(0)
  local nearest
  for _, diagnostic in ipairs(vim.diagnostic.get(0, { lnum = cursor[1] - 1 })) do
    local lsp = (diagnostic.user_data or {}).lsp or {}
    local code = diagnostic.code or lsp.code
    local touches = diagnostic.col <= cursor[2] and cursor[2] <= diagnostic.end_col
    if diagnostic.source == "presscheck" and (touches or not nearest) then
      nearest = code
    end
  end
  return nearest
end

--- Shows a rule's page in a window of its own, which `q` closes. Gives what went wrong, if anything.
function M.show(rule)
  local lines, problem = page(rule, vim.api.nvim_get_current_buf())
  if not lines then
    return problem
  end
  local name = "presscheck://rules/" .. rule
  local buffer = vim.fn.bufnr("^" .. vim.fn.escape(name, "[]*?{},.") .. "$")
  if buffer == -1 then
    buffer = vim.api.nvim_create_buf(false, true)
    vim.api.nvim_buf_set_name(buffer, name)
    vim.api.nvim_buf_set_keymap(buffer, "n", "q", "<Cmd>close<CR>", { silent = true })
  end
  vim.api.nvim_buf_set_option(buffer, "modifiable", true)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.api.nvim_buf_set_option(buffer, "modifiable", false)
  vim.api.nvim_buf_set_option(buffer, "bufhidden", "wipe")
  local window = vim.fn.bufwinid(buffer)
  if window ~= -1 then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd("belowright split")
    vim.api.nvim_win_set_buf(0, buffer)
  end
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.api.nvim_buf_set_option(buffer, "filetype", "markdown")
end

-- The names of the rules, once they have been asked for.
local names

--- The rules whose names begin with `start`.
function M.complete(start)
  if not names then
    names = {}
    for _, line in ipairs(run("rules") or {}) do
      table.insert(names, line:match("^%s+([%w-]+)"))
    end
  end
  return vim.tbl_filter(function(it)
    return vim.startswith(it, start)
  end, names)
end

return M
