-- The outline of a draft, and people and organisations over all drafts.
local look = require("look")

-- The names in the list that Neovim has opened for an answer.
local function listed(what, ask)
  vim.fn.setqflist({}, "f")
  vim.fn.setloclist(0, {}, "f")
  ask()
  return look.wait(what, function()
    local items = vim.list_extend(vim.fn.getloclist(0), vim.fn.getqflist())
    local names = vim.tbl_map(function(it)
      return it.text
    end, items)
    return #names > 0 and names, names
  end)
end

local function holds(names, words)
  look.holds(words, table.concat(names, "\n"):find(words, 1, true), names)
end

look.script(function()
  look.wait_for_findings()
  local draft = vim.api.nvim_get_current_win()
  local outline = listed("an outline", function()
    vim.lsp.buf.document_symbol()
  end)
  holds(outline, "Harbours union trains 130 pilots")
  holds(outline, "Wrona")
  holds(outline, "About the International Harbours Union")

  vim.api.nvim_set_current_win(draft)
  local people = listed("people", function()
    vim.lsp.buf.workspace_symbol("Wrona")
  end)
  holds(people, "Tomasz Wrona")
end)
