// Drafts that are fixed whenever they are saved.

import * as vscode from "vscode";

import { SECTION, settings } from "./settings";

const ACTION = "source.fixAll.presscheck";
const LANGUAGES = ["plaintext", "markdown"];

/** Whether drafts of this language are fixed on save. */
function isSet(languageId: string): boolean {
  const configuration = vscode.workspace.getConfiguration("editor", { languageId });
  const actions = configuration.get<Record<string, unknown>>("codeActionsOnSave", {});
  const value = actions[ACTION] ?? actions["source.fixAll"];
  return value !== undefined && value !== false && value !== "never";
}

/** Sets that plain text and Markdown are fixed on save, in the user’s settings. */
export async function setFixOnSave(): Promise<void> {
  for (const languageId of LANGUAGES) {
    const configuration = vscode.workspace.getConfiguration("editor", { languageId });
    const before = configuration.inspect<Record<string, unknown>>("codeActionsOnSave");
    const value = { ...before?.globalLanguageValue, [ACTION]: "explicit" };
    await configuration.update("codeActionsOnSave", value, vscode.ConfigurationTarget.Global, true);
  }
  await vscode.window.showInformationMessage(
    "Plain text and Markdown are fixed on save from now on. The setting is “editor.codeActionsOnSave”.",
  );
}

/** Asks whether drafts shall be fixed on save, unless they are or the user does not want to hear of it. */
export async function offerFixOnSave(context: vscode.ExtensionContext): Promise<void> {
  const language = vscode.window.activeTextEditor?.document.languageId;
  const asked = context.globalState.get("askedForFixOnSave", false);
  if (asked || !settings().offerFixOnSave || language === undefined || isSet(language)) {
    return;
  }
  await context.globalState.update("askedForFixOnSave", true);
  const yes = "Fix on Save";
  const never = "Never Ask";
  const question = "Presscheck can fix drafts on every save: what changes no fact, no quoted word and no meaning.";
  switch (await vscode.window.showInformationMessage(question, yes, "Not Now", never)) {
    case yes:
      return setFixOnSave();
    case never:
      await vscode.workspace
        .getConfiguration(SECTION)
        .update("offerFixOnSave", false, vscode.ConfigurationTarget.Global);
  }
}
