-- Starts the server for drafts.
if vim.lsp.enable then
  vim.lsp.enable("presscheck")
  return
end

-- Before Neovim 0.11: one server for all drafts.
local client
vim.api.nvim_create_autocmd("FileType", {
  pattern = { "text", "markdown", "toml" },
  callback = function(event)
    local name = vim.api.nvim_buf_get_name(event.buf)
    if vim.bo[event.buf].filetype == "toml" and not name:match("presscheck%.toml$") then
      return
    end
    if not client or vim.lsp.client_is_stopped(client) then
      client = vim.lsp.start_client({
        name = "presscheck",
        cmd = { "presscheck", "lsp" },
        root_dir = vim.fn.getcwd(),
      })
    end
    if client then
      vim.lsp.buf_attach_client(event.buf, client)
    end
  end,
})
