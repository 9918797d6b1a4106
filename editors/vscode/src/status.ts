// The status bar: the house and the counts of the draft, and whether the server is there.

import * as vscode from "vscode";

import type { DraftStatus } from "./protocol";
import type { Session } from "./session";

interface Shown {
  readonly text: string;
  readonly tooltip: string;
  readonly colour?: "error" | "warning";
}

/** The item in the status bar. */
export class StatusBar implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #listeners: vscode.Disposable[];
  readonly #statuses = new Map<string, DraftStatus>();

  constructor(private readonly session: Session) {
    this.#item = vscode.window.createStatusBarItem(
      "presscheck.status",
      vscode.StatusBarAlignment.Right,
      100,
    );
    this.#item.name = "Presscheck";
    this.#item.command = "presscheck.showMenu";
    this.#listeners = [
      session.onDidChangeHealth(({ kind }) => {
        if (kind !== "running") {
          this.#statuses.clear();
        }
        this.#update();
      }),
      session.onDidChangeStatus((status) => {
        this.#statuses.set(keyOf(vscode.Uri.parse(status.uri)), status);
        this.#update();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#statuses.delete(keyOf(document.uri));
      }),
      vscode.window.onDidChangeActiveTextEditor(() => this.#update()),
    ];
    this.#update();
  }

  /** What the server said last of the draft in the active editor. */
  current(): DraftStatus | undefined {
    const uri = vscode.window.activeTextEditor?.document.uri;
    return uri && this.#statuses.get(keyOf(uri));
  }

  dispose(): void {
    vscode.Disposable.from(this.#item, ...this.#listeners).dispose();
  }

  #update(): void {
    const shown = this.#shown();
    if (shown === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = shown.text;
    this.#item.tooltip = shown.tooltip;
    this.#item.accessibilityInformation = { label: `Presscheck: ${shown.tooltip}` };
    this.#item.backgroundColor = shown.colour
      ? new vscode.ThemeColor(`statusBarItem.${shown.colour}Background`)
      : undefined;
    this.#item.show();
  }

  #shown(): Shown | undefined {
    const health = this.session.health;
    switch (health.kind) {
      case "starting":
        return { text: "$(loading~spin) Presscheck", tooltip: "Presscheck is starting" };
      case "restarting":
        return {
          text: "$(loading~spin) Presscheck: restarting",
          tooltip: "The server ended and is started again",
          colour: "warning",
        };
      case "stopped":
        return {
          text: "$(error) Presscheck: stopped",
          tooltip: `${health.reason}. Drafts are not checked`,
          colour: "error",
        };
      case "missing":
        return {
          text: "$(error) Presscheck: not found",
          tooltip: `${health.reason}. Drafts are not checked`,
          colour: "error",
        };
      case "running": {
        const status = this.current();
        return status && shownOf(status);
      }
    }
  }
}

/** What is shown of a draft; nothing of a document that is none. */
function shownOf(status: DraftStatus): Shown | undefined {
  const house = status.house;
  const tooltip = `${status.message} · house ${house}`;
  switch (status.state) {
    case "not-a-draft":
      return undefined;
    case "checking":
      return { text: `$(loading~spin) ${house}`, tooltip };
    case "clean":
      return { text: `$(check) ${house}`, tooltip };
    case "failed":
      return { text: `$(warning) ${house}`, tooltip, colour: "warning" };
    case "findings": {
      const counts = [
        [status.errors, "$(error)"],
        [status.warnings, "$(warning)"],
        [status.infos, "$(info)"],
      ] as const;
      const text = counts.filter(([count]) => count > 0).map(([count, icon]) => `${icon} ${count}`);
      return { text: `${text.join(" ")} ${house}`, tooltip };
    }
  }
}

function keyOf(uri: vscode.Uri): string {
  return uri.toString();
}
