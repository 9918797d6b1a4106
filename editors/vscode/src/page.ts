// A page beside the draft: that of a rule, or how to install the program.

import * as vscode from "vscode";

/** One tab that shows a Markdown page, and the next one after it. */
export class PageView implements vscode.Disposable {
  #panel: vscode.WebviewPanel | undefined;

  constructor(private readonly extension: vscode.Uri) {}

  /** Shows a page, in the tab that is open or in a new one beside the editor. */
  async show(title: string, markdown: string): Promise<void> {
    const body = await render(markdown);
    const panel = this.#panel ?? this.#open();
    panel.title = title;
    panel.webview.html = document(title, body);
    panel.reveal(undefined, true);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      "presscheck.page",
      "Presscheck",
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      {
        enableScripts: false,
        enableFindWidget: true,
        enableCommandUris: ["presscheck.explainRule", "presscheck.chooseProgram", "presscheck.restart"],
        localResourceRoots: [],
      },
    );
    panel.iconPath = vscode.Uri.joinPath(this.extension, "images", "icon.png");
    panel.onDidDispose(() => (this.#panel = undefined));
    this.#panel = panel;
    return panel;
  }
}

/** Markdown as HTML: by the editor’s own Markdown extension, or as it is if that is switched off. */
async function render(markdown: string): Promise<string> {
  try {
    return await vscode.commands.executeCommand<string>("markdown.api.render", markdown);
  } catch {
    return `<pre>${escape(markdown)}</pre>`;
  }
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function document(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>
body { max-width: 46em; padding: 0 1.5em 3em; line-height: 1.55; font-size: var(--vscode-font-size); }
h1 { font-weight: 500; border-bottom: 1px solid var(--vscode-panel-border); padding-bottom: 0.3em; }
h2 { font-weight: 500; margin-top: 1.8em; }
code, pre { font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); }
pre { background: var(--vscode-textCodeBlock-background); padding: 0.8em 1em; overflow-x: auto; }
code { background: var(--vscode-textCodeBlock-background); padding: 0.1em 0.3em; }
pre code { background: none; padding: 0; }
table { border-collapse: collapse; }
td, th { border: 1px solid var(--vscode-panel-border); padding: 0.3em 0.7em; text-align: left; }
</style>
</head>
<body>
${body}
</body>
</html>
`;
}
