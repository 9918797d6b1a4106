// Links to rules’ pages, which are shown here and not in a browser.

import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";

/** The address that shows a rule’s page when it is followed. */
export function rulePageLink(rule: string): vscode.Uri {
  const argument = encodeURIComponent(JSON.stringify([rule]));
  return vscode.Uri.parse(`command:presscheck.explainRule?${argument}`);
}

/** The rule of a diagnostic, if it is one of ours. */
export function ruleOf(diagnostic: vscode.Diagnostic): string | undefined {
  if (diagnostic.source !== "presscheck") {
    return undefined;
  }
  const code = typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code;
  return typeof code === "string" ? code : undefined;
}

function link(diagnostics: vscode.Diagnostic[]): void {
  for (const diagnostic of diagnostics) {
    const rule = ruleOf(diagnostic);
    if (rule !== undefined && typeof diagnostic.code === "object") {
      diagnostic.code = { value: rule, target: rulePageLink(rule) };
    }
  }
}

/** Makes the link of a diagnostic show its rule’s page in the editor: it works without a network. */
export const linkToRulePages: Middleware = {
  handleDiagnostics(uri, diagnostics, next) {
    link(diagnostics);
    next(uri, diagnostics);
  },
  async provideDiagnostics(document, previous, token, next) {
    const report = await next(document, previous, token);
    if (report?.kind === "full") {
      link(report.items);
    }
    return report;
  },
};
