-- A clean draft and a dead server do not look the same.
local look = require("look")

local function shown(words)
  look.wait("status line: " .. words, function()
    local line = require("presscheck").statusline()
    return line:find(words, 1, true), line
  end)
end

look.script(function()
  look.wait_for_findings()
  shown("presscheck 2 errors, 1 warning")
  look.same("the state", "findings", require("presscheck").status().state)
  vim.o.statusline = "%f %{v:lua.require'presscheck'.statusline()}"
  vim.o.laststatus = 2
  local drawn = vim.api.nvim_eval_statusline(vim.o.statusline, {}).str
  look.holds("it is drawn", drawn:find("draft.txt presscheck 2 errors, 1 warning", 1, true), drawn)

  local changes = 0
  vim.api.nvim_create_autocmd("User", {
    pattern = "PresscheckStatus",
    callback = function()
      changes = changes + 1
    end,
  })
  vim.api.nvim_buf_set_lines(0, 10, 11, false, { "The members share the costs." })
  shown("presscheck 1 warning")
  vim.api.nvim_buf_set_lines(0, 4, 5, false, { "The port of Split drew up the programme." })
  shown("presscheck ✓")
  look.holds("the change is told", changes >= 2, changes)

  local own = vim.fn.getpid()
  vim.loop.kill(tonumber(vim.fn.systemlist({ "pgrep", "-P", own, "-x", "presscheck" })[1]), "sigkill")
  shown("presscheck has ended")
  vim.cmd("PresscheckRestart")
  shown("presscheck ✓")
  vim.cmd("enew")
  look.same("no draft, no words", "", require("presscheck").statusline())
end)
