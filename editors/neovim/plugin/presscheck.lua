-- Starts the server for drafts, and defines the commands.
if vim.g.loaded_presscheck then
  return
end
vim.g.loaded_presscheck = true

require("presscheck.server").enable()
require("presscheck.commands").define()
