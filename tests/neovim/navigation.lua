-- From a short mention to the full one, every mention of a person, and the ones in this draft marked.
local look = require("look")

-- The numbers once each, in order.
local function lines(numbers)
  table.sort(numbers)
  return vim.fn.uniq(numbers)
end

look.script(function()
  look.wait_for_findings()
  local draft = vim.api.nvim_get_current_win()

  look.put_cursor("Mr Wrona", 4)
  vim.lsp.buf.definition()
  look.wait("the first mention", function()
    local cursor = vim.api.nvim_win_get_cursor(0)
    return cursor[1] == 7, cursor
  end)
  local rest = look.line(7):sub(vim.api.nvim_win_get_cursor(0)[2] + 1)
  look.holds("is the full one", rest:find("^[%a ]*Tomasz Wrona"), rest)

  look.put_cursor("of the IHU share", 7)
  look.holds("an acronym", look.line(11):sub(vim.api.nvim_win_get_cursor(0)[2] + 1):find("^IHU"))
  vim.lsp.buf.definition()
  look.wait("its definition", function()
    local cursor = vim.api.nvim_win_get_cursor(0)
    return cursor[1] == 3, cursor
  end)

  look.put_cursor("Mr Wrona", 4)
  vim.lsp.buf.references()
  look.wait("every mention", function()
    local seen = lines(vim.tbl_map(function(it)
      return it.lnum
    end, vim.fn.getqflist()))
    return vim.deep_equal({ 7, 9, 11 }, seen), seen
  end)
  vim.cmd("cclose")

  vim.api.nvim_set_current_win(draft)
  look.put_cursor("Mr Wrona", 4)
  vim.lsp.buf.document_highlight()
  look.wait("marks", function()
    local namespaces = vim.api.nvim_get_namespaces()
    local namespace = namespaces["vim_lsp_references"] or namespaces["nvim.lsp.references"]
    local marks = namespace and vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, {}) or {}
    local seen = lines(vim.tbl_map(function(it)
      return it[2] + 1
    end, marks))
    return vim.deep_equal({ 7, 9, 11 }, seen), seen
  end)
  vim.lsp.buf.clear_references()
end)
