-- Parts of a release that can be folded away.
local look = require("look")

look.script(function()
  look.wait_for_findings()
  vim.wo.foldmethod = "expr"
  vim.wo.foldexpr = "v:lua.vim.lsp.foldexpr()"
  look.wait("a fold over the boilerplate", function()
    vim.cmd("silent! normal! zx")
    local levels = { vim.fn.foldlevel(5), vim.fn.foldlevel(13), vim.fn.foldlevel(14) }
    return levels[1] == 0 and levels[2] > 0 and levels[3] > 0, levels
  end)
  vim.cmd("normal! zM")
  look.same("it closes", 13, vim.fn.foldclosed(14))
end)
