-- Typography, tidied on demand.
local look = require("look")

look.script(function()
  look.wait_for_findings()
  vim.api.nvim_buf_set_lines(0, 4, 5, false, { "🚢 The school’s programme  was the port’s , as all say." })
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = 20000 })
  else
    vim.lsp.buf.formatting_sync(nil, 20000)
  end
  look.same("spaces", "🚢 The school’s programme was the port’s, as all say.", look.line(5))
  look.holds("nothing else", look.line(11):find("The 41 member", 1, true), look.line(11))
end)
