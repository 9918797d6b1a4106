// The catalogue of rules.

import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";

import * as vscode from "vscode";

import { ruleOf } from "./links";

const run = promisify(execFile);

interface Rule {
  readonly rule: string;
  readonly group: string;
  readonly level: string;
  readonly summary: string;
}

interface Choice extends vscode.QuickPickItem {
  readonly rule?: string;
}

/** Lets the user choose among the rules that hold for the active draft, those at the cursor first. */
export async function chooseRule(program: string): Promise<string | undefined> {
  const choice = await vscode.window.showQuickPick(choices(program), {
    title: "Explain a Rule",
    placeHolder: "What a rule asks for, why, and examples",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return choice?.rule;
}

async function choices(program: string): Promise<Choice[]> {
  const rules = await catalogue(program);
  const here = new Set(rulesAtCursor());
  const found = rules.filter(({ rule }) => here.has(rule));
  const groups = [...new Set(rules.map(({ group }) => group))];
  return [
    ...section("at the cursor", found),
    ...groups.flatMap((group) => section(group, rules.filter((it) => it.group === group))),
  ];
}

function section(title: string, rules: readonly Rule[]): Choice[] {
  if (rules.length === 0) {
    return [];
  }
  const separator = { label: title, kind: vscode.QuickPickItemKind.Separator };
  const items = rules.map(({ rule, level, summary }) => {
    return { rule, label: rule, description: level, detail: summary };
  });
  return [separator, ...items];
}

/** The rules, as the project of the active draft has them: its own are among them. */
async function catalogue(program: string): Promise<Rule[]> {
  const arguments_ = ["rules", "--format", "json"];
  const folder = projectFolder();
  const options = { maxBuffer: 16 << 20, windowsHide: true, ...(folder && { cwd: folder }) };
  try {
    return JSON.parse((await run(program, arguments_, options)).stdout) as Rule[];
  } catch (error) {
    // A fault in presscheck.toml is an exit code, and the list is printed all the same.
    const printed = (error as { stdout?: string }).stdout;
    if (printed === undefined || printed === "") {
      throw error;
    }
    return JSON.parse(printed) as Rule[];
  }
}

function projectFolder(): string | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme === "file") {
    return path.dirname(uri.fsPath);
  }
  return vscode.workspace.workspaceFolders?.find(({ uri: { scheme } }) => scheme === "file")?.uri.fsPath;
}

function rulesAtCursor(): string[] {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return [];
  }
  return vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range }) => range.contains(editor.selection.active))
    .flatMap((diagnostic) => ruleOf(diagnostic) ?? []);
}
