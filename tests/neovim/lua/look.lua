-- What the scripts share. Nothing here sleeps: it waits for what it wants.
local M = {}

-- Nothing takes longer, on however slow a machine, in milliseconds.
local PATIENCE = 30000

function M.say(line)
  io.stdout:write(line .. "\n")
end

--- Ends Neovim, and the test with it.
function M.fail(reason)
  M.say("FAILED: " .. reason)
  M.say("messages: " .. vim.api.nvim_exec("messages", true))
  for _, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    M.say("  |" .. line)
  end
  vim.cmd("cquit 1")
end

function M.wait(what, condition)
  local seen, result = nil, nil
  local met = vim.wait(PATIENCE, function()
    result, seen = condition()
    return result
  end, 20)
  if not met then
    M.fail(("waited in vain for %s; seen: %s"):format(what, vim.inspect(seen)))
  end
  M.say("seen: " .. what)
  return result
end

--- Fails unless both are the same, however deep.
function M.same(what, expected, seen)
  if not vim.deep_equal(expected, seen) then
    M.fail(("%s: expected %s, seen %s"):format(what, vim.inspect(expected), vim.inspect(seen)))
  end
  M.say("seen: " .. what)
end

function M.holds(what, condition, seen)
  if not condition then
    M.fail(("%s; seen: %s"):format(what, vim.inspect(seen)))
  end
  M.say("seen: " .. what)
end

function M.lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

function M.line(number)
  return vim.api.nvim_buf_get_lines(0, number - 1, number, false)[1]
end

function M.client(buffer)
  return require("presscheck.clients").list(buffer or vim.api.nvim_get_current_buf())[1]
end

--- The rules of the findings as Neovim has them, in the order of the text.
function M.rules(buffer)
  local diagnostics = M.diagnostics(buffer)
  return vim.tbl_map(M.rule, diagnostics)
end

--- The findings as Neovim has them, in the order of the text.
function M.diagnostics(buffer)
  local diagnostics = vim.diagnostic.get(buffer or 0)
  table.sort(diagnostics, function(a, b)
    return a.lnum < b.lnum or (a.lnum == b.lnum and a.col < b.col)
  end)
  return diagnostics
end

function M.lsp(diagnostic)
  return (diagnostic.user_data or {}).lsp or {}
end

function M.rule(diagnostic)
  return diagnostic.code or M.lsp(diagnostic).code
end

--- Waits until exactly these rules have findings.
function M.wait_for(rules, buffer)
  M.wait("findings: " .. table.concat(rules, ", "), function()
    local seen = M.rules(buffer)
    return vim.deep_equal(rules, seen), seen
  end)
end

--- What the draft has when it is opened.
M.found = { "doubled-word", "member-count-conflict", "weekday-date" }

function M.wait_for_findings()
  M.wait_for(M.found)
end

--- Puts the cursor on the first letter of `words`, which stand once in the text, or `offset` bytes
--- further on.
function M.put_cursor(words, offset)
  for number, line in ipairs(M.lines()) do
    local start = line:find(words, 1, true)
    if start then
      vim.api.nvim_win_set_cursor(0, { number, start - 1 + (offset or 0) })
      return
    end
  end
  M.fail(("“%s” does not stand in the text"):format(words))
end

--- What Neovim's menus offer next is answered with the entry whose text is `title`, and noted.
function M.choose(title)
  local menu = {}
  vim.ui.select = function(items, options, choose)
    local format = options.format_item or tostring
    for index, item in ipairs(items) do
      local text = format(item)
      table.insert(menu, text)
      if text == title then
        choose(item, index)
        return
      end
    end
    M.fail(("“%s” is not among %s"):format(title, vim.inspect(menu)))
  end
  return menu
end

--- The text of the float that is open, or nil.
function M.float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      local buffer = vim.api.nvim_win_get_buf(window)
      return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n")
    end
  end
end

--- Collects what Neovim tells the user from now on.
function M.notifications()
  local told = {}
  vim.notify = function(message)
    table.insert(told, message)
  end
  return told
end

--- Types, and waits like `wait` while the keys have their effect: as long as a script runs, Neovim
--- takes no keys.
function M.type(keys, what, condition)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), "t", false)
  local thread = coroutine.running()
  local tries = PATIENCE / 20
  local function try()
    local result, seen = condition()
    if result then
      M.say("seen: " .. what)
      coroutine.resume(thread, result)
      return
    end
    tries = tries - 1
    if tries < 0 then
      M.fail(("waited in vain for %s; seen: %s"):format(what, vim.inspect(seen)))
    end
    vim.defer_fn(try, 20)
  end
  vim.defer_fn(try, 20)
  return coroutine.yield()
end

--- Runs a function of the script's once Neovim has started as far as for a user. Fails if the function
--- does: an error would leave Neovim waiting.
function M.script(body)
  local run = coroutine.wrap(function()
    local ran, problem = xpcall(body, debug.traceback)
    if not ran then
      M.fail(problem)
    end
    M.say("DONE")
    vim.cmd("qa!")
  end)
  vim.api.nvim_create_autocmd("VimEnter", { callback = vim.schedule_wrap(run) })
end

return M
