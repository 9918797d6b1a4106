-- What Neovim 0.11 and later need to know of the server: `vim.lsp.enable("presscheck")` reads it.
return {
  cmd = { "presscheck", "lsp" },
  filetypes = { "text", "markdown", "toml" },
  root_markers = { "presscheck.toml", ".git" },
  -- Of TOML files, `presscheck.toml` alone is the server's business.
  root_dir = function(buffer, start)
    local name = vim.api.nvim_buf_get_name(buffer)
    if vim.bo[buffer].filetype ~= "toml" or vim.fs.basename(name) == "presscheck.toml" then
      start(vim.fs.root(buffer, { "presscheck.toml", ".git" }) or vim.fs.dirname(name))
    end
  end,
}
