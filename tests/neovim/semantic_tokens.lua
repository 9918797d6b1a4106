-- The parts of a release have colours.
local look = require("look")

look.script(function()
  look.wait_for_findings()
  look.wait("the headline's token", function()
    local tokens = vim.lsp.semantic_tokens.get_at_pos(0, 0, 3)
    return tokens and #tokens > 0, tokens
  end)
  look.wait("the boilerplate has another", function()
    local headline = vim.lsp.semantic_tokens.get_at_pos(0, 0, 3)
    local boilerplate = vim.lsp.semantic_tokens.get_at_pos(0, 13, 3)
    local both = { headline, boilerplate }
    return boilerplate and boilerplate[1] and boilerplate[1].type ~= headline[1].type, both
  end)
end)
