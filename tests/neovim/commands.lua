-- The plugin's own commands, its help and its health.
local look = require("look")

-- What is in the window that the command has opened.
local function shown()
  return table.concat(look.lines(), "\n")
end

look.script(function()
  look.wait_for_findings()

  vim.cmd("PresscheckFindings")
  local items = vim.fn.getloclist(0)
  look.same("findings and the other place of one", 4, #items)
  look.same("in the order of the text", { 5, 11, 3, 11 }, vim.tbl_map(function(it)
    return it.lnum
  end, items))
  vim.cmd("lclose")

  vim.cmd("PresscheckLog")
  look.holds("the log", vim.api.nvim_buf_get_name(0):match("lsp%.log$"), vim.api.nvim_buf_get_name(0))
  vim.cmd("tabclose")

  vim.cmd("helptags ALL")
  vim.cmd("help :PresscheckExplain")
  look.same("help", "help", vim.bo.filetype)
  look.holds("of the command", vim.api.nvim_get_current_line():find(":PresscheckExplain", 1, true))
  vim.cmd("helpclose")

  vim.cmd("checkhealth presscheck")
  local health = shown()
  look.holds("health: the program", health:find("presscheck %d+%.%d+%.%d+, at /"), health)
  look.holds("health: the settings", health:find("the settings can be understood", 1, true), health)
  look.holds("health: a server", health:find("a server is running for .*/drafts"), health)
  look.holds("health: the draft", health:find("draft.txt: ", 1, true), health)
  look.holds("health: no error", not health:find("ERROR"), health)
  vim.cmd("bwipeout!")

  vim.g.presscheck = { comand = { "presscheck" }, options = "interpol" }
  vim.cmd("checkhealth presscheck")
  look.holds("health: no such setting", shown():find("vim.g.presscheck.comand is no setting", 1, true), shown())
  look.holds("health: a wrong setting", shown():find("vim.g.presscheck.options is no table", 1, true), shown())
end)
