-- presscheck.toml, edited by an action and by hand: what it says holds at once, and what is wrong in
-- it is shown in it.
local look = require("look")

look.script(function()
  look.wait_for_findings()
  local draft = vim.api.nvim_get_current_buf()
  look.put_cursor("Split, and and", 8)
  look.choose("Set “doubled-word” to off in presscheck.toml")
  vim.lsp.buf.code_action()
  look.wait_for({ "member-count-conflict", "weekday-date" }, draft)

  vim.cmd("hide edit presscheck.toml")
  local text = table.concat(look.lines(), "\n")
  look.holds("the comment stays", text:find("# Ours.", 1, true), text)
  look.holds("the rule is off", text:find('doubled-word = "off"', 1, true), text)
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { 'weekday-date = "of"' })
  look.wait("a finding in the configuration", function()
    local found = look.diagnostics()
    return #found == 1 and look.rule(found[1]) == "configuration", found
  end)
  vim.api.nvim_buf_set_lines(0, -2, -1, false, { 'weekday-date = "off"' })
  look.wait_for({}, 0)
  look.wait_for({ "member-count-conflict" }, draft)
end)
