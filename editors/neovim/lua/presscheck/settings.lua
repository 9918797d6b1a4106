-- What the user sets in `vim.g.presscheck`.
local M = {}

local known = {
  command = "table",
  filetypes = "table",
  options = "table",
}

local function all()
  local settings = vim.g.presscheck
  return type(settings) == "table" and settings or {}
end

--- The server's command with its arguments, one a string.
function M.command()
  return all().command or { "presscheck", "lsp" }
end

--- The file types that the server is started for.
function M.filetypes()
  return all().filetypes or { "text", "markdown", "toml" }
end

--- What the server is told at its start, such as `{ house = "interpol" }`.
function M.options()
  return all().options
end

--- What is wrong with the settings, a line each.
function M.problems()
  local settings = vim.g.presscheck
  if settings == nil then
    return {}
  end
  if type(settings) ~= "table" then
    return { "vim.g.presscheck is no table" }
  end
  local problems = {}
  for name, value in pairs(settings) do
    if not known[name] then
      table.insert(problems, ("vim.g.presscheck.%s is no setting"):format(name))
    elseif type(value) ~= known[name] then
      table.insert(problems, ("vim.g.presscheck.%s is no %s"):format(name, known[name]))
    end
  end
  table.sort(problems)
  return problems
end

return M
