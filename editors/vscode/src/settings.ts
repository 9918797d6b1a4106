// What the user sets.

import * as vscode from "vscode";

/** The name under which all settings stand. */
export const SECTION = "presscheck";

/** The settings that the extension itself acts on. */
export interface Settings {
  readonly path: string;
  readonly offerFixOnSave: boolean;
  readonly trace: string;
}

/** The settings as they are now. */
export function settings(): Settings {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  return {
    path: configuration.get("path", ""),
    offerFixOnSave: configuration.get("offerFixOnSave", true),
    trace: configuration.get("trace.server", "off"),
  };
}

/** The settings that the server acts on, in the form that it reads. */
export function serverSettings(): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  return Object.fromEntries(
    ["house", "quietMilliseconds", "inlayHints"].map((name) => [name, configuration.get(name)]),
  );
}
