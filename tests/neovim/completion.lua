-- What could stand here: somebody that the draft has named, by Neovim's own completion.
local look = require("look")

-- The words in the menu that is open.
local function offered()
  local words = vim.tbl_map(function(it)
    return it.word
  end, vim.fn.complete_info({ "items" }).items)
  for _, word in ipairs(words) do
    if word:find("Wrona", 1, true) then
      return true
    end
  end
  return false, words
end

look.script(function()
  look.wait_for_findings()
  vim.o.completeopt = "menuone,noselect"
  look.same("it is set up", "v:lua.vim.lsp.omnifunc", vim.bo.omnifunc)
  -- A paragraph of its own: “Mr Wrona” stays above, whether or not the server has looked at this one yet.
  vim.api.nvim_buf_set_lines(0, 11, 11, false, { "", "🚢 The school was opened by Tom" })
  vim.api.nvim_win_set_cursor(0, { 13, 0 })
  look.type("A<C-X><C-O>", "a name", offered)
  look.type("<C-N><C-Y>", "it stands in the text", function()
    -- The first of the list has an honorific or a given name; it is written whole.
    return look.line(13):find("opened by %a+ Wrona$"), look.line(13)
  end)
end)
