-- How the server is started, for which buffers, and what happens when it ends.
local clients = require("presscheck.clients")
local pulling = require("presscheck.pulling")
local settings = require("presscheck.settings")
local status = require("presscheck.status")

local M = {}

local NAME = "presscheck"

-- How long a server may take to end before a new one is started, in milliseconds.
local PATIENCE = 5000

-- Whether Neovim starts servers by itself.
local has_enable = vim.lsp.enable ~= nil

-- Before Neovim 0.11: the server of each root folder.
local running = {}

-- The servers that were asked to end.
local leaving = {}

-- Whether the user has been told that the program is missing.
local told = false

--- The folder that a buffer's server works in: that of the nearest `presscheck.toml`, else that of
--- the repository, else the buffer's own.
function M.root(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  local start = name == "" and vim.fn.getcwd() or vim.fn.fnamemodify(name, ":p:h")
  for _, marker in ipairs({ "presscheck.toml", ".git" }) do
    local folder = start
    while true do
      if vim.loop.fs_stat(folder .. "/" .. marker) then
        return folder
      end
      local above = vim.fn.fnamemodify(folder, ":h")
      if above == folder then
        break
      end
      folder = above
    end
  end
  return start
end

--- Whether a buffer is the server's business: of TOML files, `presscheck.toml` alone is.
function M.is_wanted(buffer)
  if vim.api.nvim_buf_get_option(buffer, "buftype") ~= "" then
    return false
  end
  local filetype = vim.api.nvim_buf_get_option(buffer, "filetype")
  if not vim.tbl_contains(settings.filetypes(), filetype) then
    return false
  end
  local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ":t")
  return filetype ~= "toml" or name == "presscheck.toml"
end

--- The command that starts the server, wherever it is set; nil if Neovim is told to do something else.
function M.command()
  local command = has_enable and vim.lsp.config[NAME].cmd or settings.command()
  return type(command) == "table" and command or nil
end

--- Whether the program is there; says once how to get it if not.
local function is_installed()
  local program = (M.command() or {})[1]
  if not program or vim.fn.executable(program) == 1 then
    return true
  end
  if not told then
    told = true
    local message = "Presscheck: “%s” cannot be run; install it with "
      .. "“cargo install --locked --path .” in its repository, or set vim.g.presscheck.command; see :checkhealth presscheck"
    vim.notify(message:format(program), vim.log.levels.WARN)
  end
  return false
end

local function ended(code, signal, id)
  for root, client in pairs(running) do
    if client == id then
      running[root] = nil
    end
  end
  local asked = leaving[id]
  leaving[id] = nil
  vim.schedule(function()
    status.forget(id, not asked)
    if not asked and vim.v.exiting == vim.NIL then
      local how = signal ~= 0 and ("signal %d"):format(signal) or ("exit code %d"):format(code)
      local message = "Presscheck has ended unexpectedly (%s): :PresscheckRestart starts it "
        .. "again, :PresscheckLog shows what it said"
      vim.notify(message:format(how), vim.log.levels.WARN)
    end
  end)
end

--- What Neovim has to know to start the server.
function M.config()
  local capabilities = {
    experimental = {
      presscheckStatus = true,
      presscheckCommands = { "presscheck.showFindings" },
    },
  }
  if not has_enable then
    -- These versions show what stands above a line, and do not all say so.
    capabilities.textDocument = { codeLens = { dynamicRegistration = false } }
    -- Here what is given stands instead of Neovim's own.
    local own = vim.lsp.protocol.make_client_capabilities()
    capabilities = vim.tbl_deep_extend("force", own, capabilities)
  end
  local handlers = { ["presscheck/status"] = status.handle }
  if pulling.is_needed() then
    capabilities.workspace = { diagnostics = { refreshSupport = true } }
    handlers["workspace/diagnostic/refresh"] = pulling.refresh
  end
  return {
    name = NAME,
    cmd = settings.command(),
    capabilities = capabilities,
    init_options = settings.options(),
    handlers = handlers,
    on_exit = ended,
  }
end

-- Before Neovim 0.11, starts the server for a buffer, or tells the one that runs of it. Since then
-- Neovim does, and says nothing if it cannot.
local function attach(buffer)
  if not M.is_wanted(buffer) or not is_installed() or has_enable then
    return
  end
  local root = M.root(buffer)
  if not running[root] then
    local config = M.config()
    config.root_dir = root
    running[root] = vim.lsp.start_client(config)
  end
  if running[root] then
    vim.lsp.buf_attach_client(buffer, running[root])
    -- Neovim 0.8 and later do this by themselves.
    for _, option in ipairs({ "omnifunc", "tagfunc" }) do
      if vim.api.nvim_buf_get_option(buffer, option) == "" then
        vim.api.nvim_buf_set_option(buffer, option, "v:lua.vim.lsp." .. option)
      end
    end
  end
end

--- Starts the server for every draft, now and from now on.
function M.enable()
  vim.api.nvim_create_autocmd("FileType", {
    group = vim.api.nvim_create_augroup("presscheck", {}),
    callback = function(event)
      attach(event.buf)
    end,
  })
  if has_enable then
    vim.lsp.enable(NAME)
  end
end

--- Ends every server, waits until it has, and starts new ones for all drafts.
function M.restart()
  local before = clients.list()
  if has_enable then
    -- Before a server that runs is asked to leave, so that it is known to have been.
    for _, client in ipairs(before) do
      leaving[client.id] = true
    end
    vim.lsp.enable(NAME, false)
  else
    for _, client in ipairs(before) do
      leaving[client.id] = true
      clients.stop(client)
    end
  end
  local gone = function()
    return next(leaving) == nil
  end
  if not vim.wait(PATIENCE, gone, 20) then
    for _, client in ipairs(before) do
      vim.lsp.stop_client(client.id, true)
    end
    vim.wait(PATIENCE, gone, 20)
  end
  told = false
  running = {}
  if has_enable then
    vim.lsp.enable(NAME)
  end
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) then
      attach(buffer)
    end
  end
end

return M
