-- A server that is killed is said to have ended, and can be started again; one that runs can be, too.
local look = require("look")

-- The process that Neovim has started.
local function server()
  local own = vim.fn.getpid()
  for _, id in ipairs(vim.fn.systemlist({ "pgrep", "-P", own, "-x", "presscheck" })) do
    return tonumber(id)
  end
end

look.script(function()
  look.wait_for_findings()
  local first = look.client().id
  local told = look.notifications()

  vim.cmd("PresscheckRestart")
  look.wait("another server", function()
    local client = look.client()
    return client and client.id ~= first
  end)
  look.wait_for_findings()
  look.holds("no complaint", not table.concat(told):find("unexpectedly"), told)

  local killed = server()
  look.holds("the server's process", killed)
  vim.loop.kill(killed, "sigkill")
  look.wait("its end is told", function()
    return table.concat(told):find("ended unexpectedly (signal 9)", 1, true), told
  end)
  vim.cmd("PresscheckRestart")
  look.wait_for_findings()
  vim.api.nvim_buf_set_lines(0, 4, 5, false, { "The school is new." })
  look.wait_for({ "member-count-conflict", "weekday-date" })
end)
