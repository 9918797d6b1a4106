-- Findings with their rules, places, levels and the other place of a conflict; what is typed is checked.
local look = require("look")

look.script(function()
  look.wait_for_findings()
  local doubled, count, weekday = unpack(look.diagnostics())
  look.same("the words that stand twice", "“and” stands twice", doubled.message)
  local line = look.line(5)
  look.same("where they stand, behind an emoji and a curly quote", "and and",
    line:sub(doubled.col + 1, doubled.end_col))
  look.same("who says so", "presscheck", doubled.source)
  look.same("levels", { 2, 1, 1 }, { doubled.severity, count.severity, weekday.severity })

  local related = look.lsp(count).relatedInformation
  look.same("other places", 1, #related)
  look.same("the line of the other place", 2, related[1].location.range.start.line)
  look.holds("what is said there", related[1].message:match("42 member countries"), related)

  vim.api.nvim_buf_set_text(0, 4, 0, 4, 0, { "🚀 A line of of words", "" })
  look.wait_for({ "doubled-word", "doubled-word", "member-count-conflict", "weekday-date" })
  vim.cmd("undo")
  look.wait_for_findings()

  local pulls = vim.fn.has("nvim-0.11") == 1
  local provider = require("presscheck.clients").offers(look.client(), "diagnosticProvider")
  look.same("who pulls is not pushed to", pulls, provider ~= nil)
end)
