-- Every safe fix at once: by command, and on saving, so that what is written is fixed.
local look = require("look")

look.script(function()
  look.wait_for_findings()
  vim.cmd("PresscheckFixAll")
  look.holds("fixed before the command ends", look.line(5):find("Split, and the", 1, true), look.line(5))
  look.wait_for({ "member-count-conflict", "weekday-date" })

  local told = look.notifications()
  vim.cmd("PresscheckFixAll")
  look.same("nothing left", { "Presscheck: there is nothing to fix safely" }, told)

  vim.cmd([[autocmd BufWritePre *.txt lua require("presscheck").fix_all(20000)]])
  vim.api.nvim_buf_set_lines(0, 4, 5, false, { "A ship sails to to the island 🏝 and and back." })
  vim.cmd("write")
  local written = vim.fn.readfile("draft.txt")
  look.same("fixed before it is written", "A ship sails to the island 🏝 and back.", written[5])

  vim.cmd("enew")
  local changed, problem = require("presscheck").fix_all()
  look.same("no draft", nil, changed)
  look.holds("that is said", problem:find("does not look after this file", 1, true), problem)
end)
