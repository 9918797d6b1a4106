-- Lists what was found, each finding with the other places that it speaks of.
local clients = require("presscheck.clients")

local M = {}

local TYPES = { "E", "W", "I", "N" }

local function related(buffer, diagnostic)
  local client = clients.list(buffer)[1]
  local lsp = (diagnostic.user_data or {}).lsp or {}
  local items = {}
  for _, place in ipairs(client and lsp.relatedInformation or {}) do
    for _, item in ipairs(vim.lsp.util.locations_to_items({ place.location }, client.offset_encoding)) do
      item.text = "  " .. place.message
      item.type = "N"
      table.insert(items, item)
    end
  end
  return items
end

--- Opens the location list with the findings of the current buffer.
function M.show()
  local buffer = vim.api.nvim_get_current_buf()
  local diagnostics = vim.tbl_filter(function(it)
    return it.source == "presscheck"
  end, vim.diagnostic.get(buffer))
  table.sort(diagnostics, function(a, b)
    return a.lnum < b.lnum or (a.lnum == b.lnum and a.col < b.col)
  end)
  local items = {}
  for _, diagnostic in ipairs(diagnostics) do
    table.insert(items, {
      bufnr = buffer,
      lnum = diagnostic.lnum + 1,
      col = diagnostic.col + 1,
      text = diagnostic.message,
      type = TYPES[diagnostic.severity],
    })
    vim.list_extend(items, related(buffer, diagnostic))
  end
  vim.fn.setloclist(0, {}, " ", { title = "Presscheck", items = items })
  vim.cmd(#items > 0 and "lopen" or "lclose")
end

return M
