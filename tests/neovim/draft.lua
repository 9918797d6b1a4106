-- Opens a draft the way a user does, shows what Neovim shows, and applies fixes through Neovim's own
-- functions. Writes what it sees to standard output. Nothing here sleeps: it waits for what it wants.
local draft = vim.env.DRAFT
local buffer

local function say(line)
  io.stdout:write(line .. "\n")
end

local function stop(reason)
  say("FAILED: " .. reason)
  vim.cmd("cquit 1")
end

local function wait(reason, condition)
  if not vim.wait(20000, condition, 20) then
    stop(reason)
  end
end

local function count()
  return #vim.diagnostic.get(buffer)
end

local function show(title)
  say(title)
  local diagnostics = vim.diagnostic.get(buffer)
  table.sort(diagnostics, function(a, b)
    return a.lnum < b.lnum or (a.lnum == b.lnum and a.col < b.col)
  end)
  for _, it in ipairs(diagnostics) do
    local lsp = it.user_data and it.user_data.lsp or {}
    local place = ("%d:%d-%d"):format(it.lnum + 1, it.col, it.end_col)
    say(("  %s %s %s"):format(place, it.code or lsp.code, it.message))
  end
  for _, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    say("  |" .. line)
  end
end

-- Applies the action of that kind and title to the line.
local function apply(line, kind, title)
  if vim.lsp.start then
    vim.api.nvim_win_set_cursor(0, { line, 0 })
    vim.lsp.buf.code_action({
      context = { only = { kind } },
      range = { start = { line, 0 }, ["end"] = { line, 1000 } },
      filter = function(action)
        return action.title == title
      end,
      apply = true,
    })
    return
  end
  -- Neovim 0.7 cannot pick an action without asking.
  local params = vim.lsp.util.make_range_params()
  params.range = {
    start = { line = line - 1, character = 0 },
    ["end"] = { line = line - 1, character = 1000 },
  }
  params.context = { diagnostics = {}, only = { kind } }
  local answers = vim.lsp.buf_request_sync(buffer, "textDocument/codeAction", params, 20000)
  for id, answer in pairs(answers or {}) do
    local encoding = vim.lsp.get_client_by_id(id).offset_encoding
    for _, action in ipairs(answer.result or {}) do
      if action.title == title then
        vim.lsp.util.apply_workspace_edit(action.edit, encoding)
      end
    end
  end
end

vim.ui.select = function(items)
  stop("asked to choose from " .. #items .. " actions")
end

vim.cmd("filetype on")
vim.cmd("runtime plugin/presscheck.lua")
vim.cmd("edit " .. vim.fn.fnameescape(draft))
buffer = vim.api.nvim_get_current_buf()

wait("no findings", function()
  return count() == 4
end)
show("FOUND")

apply(1, "quickfix", "Delete the second “at”")
wait("the quick fix was not applied", function()
  return count() == 3
end)
show("QUICK FIX")

vim.api.nvim_buf_set_text(buffer, 0, 0, 0, 0, { "🚀 A line", "" })
vim.api.nvim_buf_set_text(buffer, 1, 3, 1, 3, { " of of" })
wait("what was typed was not checked", function()
  return count() == 4
end)
show("TYPED")

apply(4, "source.fixAll.presscheck", "Apply all safe fixes of Presscheck")
wait("the safe fixes were not applied", function()
  return count() == 1
end)
show("FIX ALL")

local params = vim.lsp.util.make_position_params(0, "utf-16")
params.position = { line = 3, character = 5 }
local answers = vim.lsp.buf_request_sync(buffer, "textDocument/hover", params, 20000)
for _, answer in pairs(answers or {}) do
  say("HOVER " .. answer.result.contents.value:match("^[^\n]*"))
end

apply(4, "quickfix", "Ignore “doubled-word” here")
wait("the suppression had no effect", function()
  return count() == 0
end)
vim.cmd("wall")
show("IGNORED")
vim.cmd("qa!")
