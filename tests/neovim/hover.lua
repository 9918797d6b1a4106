-- The rule under the cursor, in a float.
local look = require("look")

look.script(function()
  look.wait_for_findings()
  look.put_cursor("Monday 30 October")
  vim.lsp.buf.hover()
  look.wait("the rule's page", function()
    local float = look.float()
    return float and float:find("weekday-date", 1, true) and float:find("The weekday beside a date", 1, true),
      float
  end)
end)
