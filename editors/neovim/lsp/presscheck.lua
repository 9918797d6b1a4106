-- What Neovim 0.11 and later need to know of the server: `vim.lsp.enable("presscheck")` reads it.
local server = require("presscheck.server")
local settings = require("presscheck.settings")

local config = server.config()
config.filetypes = settings.filetypes()
config.root_dir = function(buffer, start)
  if server.is_wanted(buffer) then
    start(server.root(buffer))
  end
end
return config
