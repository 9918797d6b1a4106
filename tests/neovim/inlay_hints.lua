-- The date behind “today”, beside it.
local look = require("look")

look.script(function()
  look.wait_for_findings()
  vim.lsp.inlay_hint.enable(true, { bufnr = 0 })
  look.wait("the date of “today”", function()
    for _, hint in ipairs(vim.lsp.inlay_hint.get({ bufnr = 0 })) do
      local label = hint.inlay_hint.label
      label = type(label) == "string" and label or label[1].value
      if hint.inlay_hint.position.line == 2 and label:find("16 March", 1, true) then
        return true
      end
    end
    return false, vim.lsp.inlay_hint.get({ bufnr = 0 })
  end)
  look.wait("it is shown", function()
    local namespace = vim.api.nvim_get_namespaces()["nvim.lsp.inlayhint"]
    vim.cmd("redraw")
    local marks = vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })
    return #marks > 0 and marks[1][4].virt_text ~= nil, marks
  end)
end)
