// What the user can ask for.

import { readFile } from "node:fs/promises";

import * as vscode from "vscode";

import { offerFixOnSave, setFixOnSave } from "./fix_on_save";
import { ruleOf } from "./links";
import type { PageView } from "./page";
import { examine } from "./program";
import { SHOW_FINDINGS } from "./protocol";
import { chooseRule } from "./rules";
import type { Session } from "./session";
import { SECTION } from "./settings";
import type { StatusBar } from "./status";

/** What the commands act on. */
export interface Parts {
  readonly session: Session;
  readonly status: StatusBar;
  readonly page: PageView;
  readonly log: vscode.LogOutputChannel;
}

/** Registers the commands, and what is said when the server cannot run. */
export function registerCommands(context: vscode.ExtensionContext, parts: Parts): void {
  const { session, status, page, log } = parts;
  /** Does what the user asked for, and says why if it fails. */
  const attempt = async (name: string, run: () => unknown): Promise<void> => {
    try {
      await run();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.error(`${name}: ${reason}`);
      await vscode.window.showErrorMessage(`Presscheck: ${reason}`);
    }
  };
  const commands: Record<string, (...passed: unknown[]) => unknown> = {
    "presscheck.restart": () => session.restart(),
    "presscheck.showLog": () => log.show(true),
    "presscheck.explainRule": (rule) => explainRule(parts, rule),
    "presscheck.checkWorkspace": () => checkWorkspace(session),
    "presscheck.fixAll": () => fixAll(context),
    "presscheck.fixOnSave": () => setFixOnSave(),
    "presscheck.openConfiguration": () => openConfiguration(status),
    "presscheck.chooseProgram": () => chooseProgram(),
    "presscheck.showMenu": () => showMenu(session),
    [SHOW_FINDINGS]: () => showProblems(),
  };
  for (const [name, run] of Object.entries(commands)) {
    const command = (...passed: unknown[]): Promise<void> => attempt(name, () => run(...passed));
    context.subscriptions.push(vscode.commands.registerCommand(name, command));
  }
  const installation = vscode.Uri.joinPath(context.extensionUri, "INSTALL.md").fsPath;
  context.subscriptions.push(
    session.onDidChangeHealth((health) => {
      if (health.kind === "missing") {
        void attempt("missing", () => sayMissing(health.reason, page, installation));
      } else if (health.kind === "stopped" && session.isWanted) {
        void attempt("stopped", () => sayStopped(health.reason));
      }
    }),
  );
}

/** Says that there is no program, and how to come by it. */
async function sayMissing(reason: string, page: PageView, installation: string): Promise<void> {
  const install = "How to Install";
  const choose = "Choose File…";
  const settings = "Open Settings";
  const message = `${reason}. Presscheck needs it to check drafts.`;
  switch (await vscode.window.showErrorMessage(message, install, choose, settings)) {
    case install:
      return page.show("Installing Presscheck", await readFile(installation, "utf8"));
    case choose:
      return chooseProgram();
    case settings:
      await vscode.commands.executeCommand("workbench.action.openSettings", "presscheck.path");
  }
}

async function sayStopped(reason: string): Promise<void> {
  const restart = "Restart";
  const log = "Show Log";
  switch (await vscode.window.showErrorMessage(`${reason}. Drafts are not checked.`, restart, log)) {
    case restart:
      await vscode.commands.executeCommand("presscheck.restart");
      break;
    case log:
      await vscode.commands.executeCommand("presscheck.showLog");
  }
}

/** Takes a file as the program, if it is the program. A change of the setting starts the server. */
async function chooseProgram(): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({
    title: "The program “presscheck”",
    openLabel: "Use This Program",
    canSelectMany: false,
  });
  const file = chosen?.[0]?.fsPath;
  if (file === undefined) {
    return;
  }
  const program = await examine(file);
  if (program.kind === "missing") {
    throw new Error(program.reason);
  }
  await vscode.workspace
    .getConfiguration(SECTION)
    .update("path", program.path, vscode.ConfigurationTarget.Global);
}

async function explainRule({ session, page }: Parts, named: unknown): Promise<void> {
  let rule = typeof named === "string" ? named : undefined;
  if (rule === undefined) {
    if (session.program === undefined) {
      throw new Error("the program “presscheck” was not found");
    }
    rule = await chooseRule(session.program);
  }
  if (rule !== undefined) {
    const { rule: name, markdown } = await session.rulePage(rule);
    await page.show(name, markdown);
  }
}

async function checkWorkspace(session: Session): Promise<void> {
  const progress = { location: vscode.ProgressLocation.Window, title: "Presscheck: checking the workspace" };
  await vscode.window.withProgress(progress, () => session.checkWorkspace());
  const counts = vscode.languages
    .getDiagnostics()
    .map(([, diagnostics]) => diagnostics.filter((it) => ruleOf(it) !== undefined).length)
    .filter((count) => count > 0);
  const findings = counts.reduce((sum, count) => sum + count, 0);
  if (findings === 0) {
    await vscode.window.showInformationMessage("Presscheck finds nothing to say in this workspace.");
    return;
  }
  await showProblems();
  const files = counts.length === 1 ? "1 file" : `${counts.length} files`;
  vscode.window.setStatusBarMessage(`Presscheck: ${findings} findings in ${files}`, 10_000);
}

async function fixAll(context: vscode.ExtensionContext): Promise<void> {
  await vscode.commands.executeCommand("editor.action.codeAction", {
    kind: "source.fixAll.presscheck",
    apply: "first",
  });
  await offerFixOnSave(context);
}

async function openConfiguration(status: StatusBar): Promise<void> {
  const configuration = status.current()?.configuration;
  if (configuration == null) {
    throw new Error("there is no presscheck.toml above this draft");
  }
  await vscode.window.showTextDocument(vscode.Uri.parse(configuration));
}

async function showProblems(): Promise<void> {
  await vscode.commands.executeCommand("workbench.actions.view.problems");
}

async function showMenu(session: Session): Promise<void> {
  const items = [
    { label: "$(list-unordered) Show Problems", command: SHOW_FINDINGS },
    { label: "$(wand) Fix All in This Draft", command: "presscheck.fixAll" },
    { label: "$(book) Explain a Rule…", command: "presscheck.explainRule" },
    { label: "$(files) Check Workspace", command: "presscheck.checkWorkspace" },
    { label: "$(gear) Open presscheck.toml", command: "presscheck.openConfiguration" },
  ];
  const service = [
    { label: "$(debug-restart) Restart Server", command: "presscheck.restart" },
    { label: "$(output) Show Log", command: "presscheck.showLog" },
    { label: "$(file-binary) Choose the Program…", command: "presscheck.chooseProgram" },
  ];
  const running = session.health.kind === "running";
  const chosen = await vscode.window.showQuickPick(running ? [...items, ...service] : service, {
    title: "Presscheck",
    ...(session.program !== undefined && { placeHolder: session.program }),
  });
  if (chosen !== undefined) {
    await vscode.commands.executeCommand(chosen.command);
  }
}
