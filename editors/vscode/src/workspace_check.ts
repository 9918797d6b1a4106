// The drafts of the workspace that are not open.

import type { LanguageClient, Middleware } from "vscode-languageclient/node";

/**
 * Lets the client library ask for the diagnostics of the whole workspace only when somebody wants
 * them. Once wanted, they are kept up to date.
 */
export class WorkspaceCheck {
  #wanted = false;
  #done = false;
  #waiting: { resolve: () => void; reject: (reason: unknown) => void }[] = [];

  readonly middleware: Middleware = {
    provideWorkspaceDiagnostics: async (known, token, report, next) => {
      if (!this.#wanted) {
        return { items: [] };
      }
      try {
        const answer = await next(known, token, report);
        this.#finish();
        return answer;
      } catch (error) {
        if (!token.isCancellationRequested) {
          this.#fail(error);
        }
        throw error;
      }
    },
  };

  /** Resolves when every draft has been checked. */
  run(client: LanguageClient): Promise<void> {
    const provider = client.initializeResult?.capabilities.diagnosticProvider;
    if (provider?.workspaceDiagnostics !== true) {
      return Promise.reject(new Error("this version of the server checks open drafts only"));
    }
    this.#wanted = true;
    if (this.#done) {
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** To be called when the server has ended: who waits is told, and the next one is asked anew. */
  serverEnded(): void {
    this.#done = false;
    this.#fail(new Error("the server ended meanwhile"));
  }

  #finish(): void {
    this.#done = true;
    for (const { resolve } of this.#waiting.splice(0)) {
      resolve();
    }
  }

  #fail(error: unknown): void {
    for (const { reject } of this.#waiting.splice(0)) {
      reject(error);
    }
  }
}
