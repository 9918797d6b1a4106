// The extension: what is started with it, and what ends with it.

import * as vscode from "vscode";

import { registerCommands } from "./commands";
import { PageView } from "./page";
import { Session } from "./session";
import { StatusBar } from "./status";

let session: Session | undefined;

/** Called by the editor when a draft or a project with a `presscheck.toml` is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("Presscheck", { log: true });
  const page = new PageView(context.extensionUri);
  session = new Session(context.extensionUri, log);
  const status = new StatusBar(session);
  context.subscriptions.push(log, page, status, session);
  registerCommands(context, { session, status, page, log });
  await session.start();
}

/** Called by the editor before it leaves: the server is told so. */
export async function deactivate(): Promise<void> {
  await session?.stop();
}
