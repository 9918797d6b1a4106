-- Without the program the user is told once how to get it.
local look = require("look")

look.script(function()
  look.wait_for_findings()
  vim.g.presscheck = { command = { "no-such-presscheck", "lsp" } }
  local told = look.notifications()
  vim.cmd("PresscheckRestart")
  look.holds("how to get it", table.concat(told):find("“no-such-presscheck” cannot be run", 1, true), told)
  vim.cmd("edit other.txt")
  vim.cmd("edit another.txt")
  look.same("once", 1, #told)
  vim.cmd("checkhealth presscheck")
  local health = table.concat(look.lines(), "\n")
  look.holds("health", health:find("ERROR"), health)
  look.holds("what to do", health:find("cargo install", 1, true), health)
end)
