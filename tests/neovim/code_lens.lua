-- The counts above the draft; choosing them lists the findings.
local look = require("look")

look.script(function()
  look.wait_for_findings()
  vim.lsp.codelens.refresh()
  local lens = look.wait("the counts", function()
    local lens = vim.lsp.codelens.get(0)
    return lens[1] and lens[1].command and lens[1], lens
  end)
  look.holds("two errors", lens.command.title:find("2 errors", 1, true), lens.command.title)
  look.holds("one warning", lens.command.title:find("1 warning", 1, true), lens.command.title)
  vim.api.nvim_win_set_cursor(0, { lens.range.start.line + 1, 0 })
  vim.lsp.codelens.run()
  look.wait("the list of findings", function()
    local list = vim.fn.getloclist(0, { title = 1, items = 1 })
    return list.title == "Presscheck" and #list.items == 4, list
  end)
end)
