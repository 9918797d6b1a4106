-- A rule's page, in a window of its own.
local look = require("look")

-- What is in the window that the command has opened.
local function shown()
  return table.concat(look.lines(), "\n")
end

look.script(function()
  look.wait_for_findings()
  look.same("names of rules", { "weekday-date" }, vim.fn.getcompletion("PresscheckExplain weekday-", "cmdline"))
  look.put_cursor("Monday 30 October")
  local windows = #vim.api.nvim_list_wins()
  vim.cmd("PresscheckExplain")
  look.holds("the page of the rule here", shown():find("The weekday beside a date", 1, true), shown())
  look.same("in a window of its own", windows + 1, #vim.api.nvim_list_wins())
  look.same("as Markdown", "markdown", vim.bo.filetype)
  look.same("that the server leaves alone", nil, look.client())
  vim.api.nvim_feedkeys("q", "xt", false)
  look.same("q closes it", windows, #vim.api.nvim_list_wins())
  vim.cmd("PresscheckExplain doubled-word")
  look.holds("the page of a named rule", shown():find("stands twice", 1, true), shown())
  vim.cmd("close")

  local told = look.notifications()
  vim.cmd("PresscheckExplain doubled-wrod")
  look.holds("a rule that does not exist", table.concat(told):find("doubled-word", 1, true), told)
end)
