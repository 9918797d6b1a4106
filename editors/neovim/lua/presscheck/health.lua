-- `:checkhealth presscheck`.
local M = {}

-- Neovim has renamed these.
local health = vim.health or require("health")
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local info = health.info or health.report_info
local warn = health.warn or health.report_warn
local failed = health.error or health.report_error

local function program()
  local command = require("presscheck.server").command()
  if not command then
    info("vim.lsp.config(\"presscheck\", …) connects to a server instead of starting one")
    return
  end
  local path = vim.fn.exepath(command[1])
  if path == "" then
    failed(("“%s” cannot be run"):format(command[1]), {
      "Install it: “cargo install --locked --path .” in Presscheck's folder",
      "Or name it: vim.g.presscheck = { command = { '/path/to/presscheck', 'lsp' } }",
    })
    return
  end
  local version = vim.fn.systemlist({ path, "--version" })
  if vim.v.shell_error == 0 then
    ok(("%s, at %s"):format(version[1] or "", path))
  else
    failed(("%s cannot tell its version: %s"):format(path, table.concat(version, " ")))
  end
end

local function settings()
  local problems = require("presscheck.settings").problems()
  for _, problem in ipairs(problems) do
    warn(problem, { "“:help presscheck-settings” lists the settings" })
  end
  if #problems == 0 then
    ok("the settings can be understood")
  end
end

local function servers()
  local clients = require("presscheck.clients")
  local running = clients.list()
  if #running == 0 then
    info("no server is running: one is started when a draft is opened")
  end
  for _, client in ipairs(running) do
    local root = client.config and client.config.root_dir or "no folder"
    ok(("a server is running for %s (columns in %s)"):format(root, client.offset_encoding))
    for _, buffer in ipairs(clients.buffers(client)) do
      local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ":.")
      local line = require("presscheck.status").line(buffer)
      info(("%s: %s"):format(name, line ~= "" and line or "the server has said nothing of it"))
    end
  end
end

function M.check()
  start("The program")
  program()
  start("Settings")
  settings()
  start("Servers")
  if vim.lsp.enable then
    info("Neovim starts the server: vim.lsp.config(\"presscheck\", …) changes how")
  else
    info("the plugin starts the server: vim.g.presscheck changes how")
  end
  servers()
end

return M
