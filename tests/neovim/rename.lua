-- Another name, in every place.
local look = require("look")

look.script(function()
  look.wait_for_findings()
  look.put_cursor("Mr Wrona", 4)
  vim.lsp.buf.rename("Wronski")
  look.wait("every place", function()
    local text = table.concat(look.lines(), "\n")
    return not text:find("Wrona", 1, true), text
  end)
  local text = table.concat(look.lines(), "\n")
  look.holds("with the given name", text:find("General Tomasz Wronski.", 1, true), text)
  look.holds("without", text:find("Mr Wronski added", 1, true), text)
end)
