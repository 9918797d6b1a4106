-- What the user can say: `:Presscheck…`.
local M = {}

local function complain(problem)
  if problem then
    vim.notify(problem, vim.log.levels.ERROR)
  end
end

local function explain(arguments)
  local pages = require("presscheck.pages")
  local rule = arguments.args ~= "" and arguments.args or pages.here()
  if not rule then
    complain("Presscheck: there is no finding in this line; name the rule to explain")
    return
  end
  complain(pages.show(rule))
end

local function fix_all()
  local changed, problem = require("presscheck.fixes").apply(10000)
  complain(problem)
  if changed == false then
    vim.notify("Presscheck: there is nothing to fix safely", vim.log.levels.INFO)
  end
end

-- The file that holds what the server writes to standard error.
local function log()
  local path = vim.lsp.log and vim.lsp.log.get_filename or vim.lsp.get_log_path
  vim.cmd("tabedit " .. vim.fn.fnameescape(path()))
  vim.cmd("normal! G")
end

--- Defines the commands.
function M.define()
  local define = vim.api.nvim_create_user_command
  define("PresscheckExplain", explain, {
    nargs = "?",
    complete = function(start)
      return require("presscheck.pages").complete(start)
    end,
    desc = "Show a rule's page: the named one, or that of the finding under the cursor",
  })
  define("PresscheckFixAll", fix_all, { desc = "Apply every safe fix" })
  define("PresscheckFindings", function()
    require("presscheck.findings").show()
  end, { desc = "List what was found, with the other places it speaks of" })
  define("PresscheckRestart", function()
    require("presscheck.server").restart()
  end, { desc = "Start the server anew" })
  define("PresscheckLog", log, { desc = "Show what the server has written" })

  -- What the line above a draft runs when it is chosen.
  vim.lsp.commands["presscheck.showFindings"] = function()
    require("presscheck.findings").show()
  end
end

return M
