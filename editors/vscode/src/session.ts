// The server: started, watched, started again when it ends, and stopped.

import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
} from "vscode-languageclient/node";
import type { LanguageClientOptions } from "vscode-languageclient/node";

import { linkToRulePages } from "./links";
import { findProgram } from "./program";
import type { Program } from "./program";
import { Introduction, rulePageRequest, statusNotification } from "./protocol";
import type { DraftStatus, RulePage } from "./protocol";
import { SECTION, serverSettings } from "./settings";
import { TraceChannel } from "./trace";
import { WorkspaceCheck } from "./workspace_check";

/** How often a server may end within {@link PERIOD} before it is left alone. */
const MOST_ENDS = 5;
/** In milliseconds. */
const PERIOD = 3 * 60_000;

/** What the server is told of: drafts, saved or not yet, and the project’s file. */
const documentSelector = [
  ...["plaintext", "markdown"].flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]),
  { scheme: "file", pattern: "**/presscheck.toml" },
];

/** What can be said of the server. */
export type Health =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly version: string }
  | { readonly kind: "restarting" }
  | { readonly kind: "stopped"; readonly reason: string }
  | { readonly kind: "missing"; readonly reason: string };

/** The one server that serves this window. */
export class Session implements vscode.Disposable {
  readonly #healths = new vscode.EventEmitter<Health>();
  readonly #statuses = new vscode.EventEmitter<DraftStatus>();
  readonly #trace: TraceChannel;
  readonly #listener: vscode.Disposable;
  #health: Health = { kind: "starting" };
  #client: LanguageClient | undefined;
  #program: (Program & { kind: "found" }) | undefined;
  readonly #check = new WorkspaceCheck();
  #wanted = false;
  /** When it ended without being asked to, in milliseconds. */
  #ends: number[] = [];
  /** One start or stop after the other. */
  #turn: Promise<void> = Promise.resolve();

  /** Fired when the server starts, runs, ends or cannot be found. */
  readonly onDidChangeHealth = this.#healths.event;
  /** Fired when the server knows more about a draft. */
  readonly onDidChangeStatus = this.#statuses.event;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#trace = new TraceChannel(log);
    this.#listener = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.path`)) {
        void this.restart();
      } else if (change.affectsConfiguration(SECTION) && this.#client?.isRunning() === true) {
        const settings = { [SECTION]: serverSettings() };
        void this.#client.sendNotification("workspace/didChangeConfiguration", { settings });
      }
    });
  }

  get health(): Health {
    return this.#health;
  }

  /** The program that runs, if one was found. */
  get program(): string | undefined {
    return this.#program?.path;
  }

  /** Whether it shall run: it has not been stopped on purpose. */
  get isWanted(): boolean {
    return this.#wanted;
  }

  /** Finds the program and starts it. */
  start(): Promise<void> {
    return this.#inTurn(() => this.#start());
  }

  /** Stops the server, politely. */
  stop(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  /** Stops the server if it runs, looks for the program again, and starts it. */
  restart(): Promise<void> {
    this.#ends = [];
    return this.#inTurn(async () => {
      await this.#stop();
      await this.#start();
    });
  }

  /** The page of a rule, as the house of the draft in front has it. */
  async rulePage(rule: string): Promise<RulePage> {
    const client = this.#running();
    const draft = vscode.window.activeTextEditor?.document;
    const isOpen = draft !== undefined && vscode.languages.match(documentSelector, draft) > 0;
    const uri = isOpen ? { uri: client.code2ProtocolConverter.asUri(draft.uri) } : {};
    return client.sendRequest(rulePageRequest, { rule, ...uri });
  }

  /** Checks the drafts that are not open, too; resolves when all have been checked. */
  async checkWorkspace(): Promise<void> {
    return this.#check.run(this.#running());
  }

  dispose(): void {
    this.#listener.dispose();
    this.#trace.dispose();
    this.#healths.dispose();
    this.#statuses.dispose();
  }

  #running(): LanguageClient {
    if (this.#client?.isRunning() !== true) {
      throw new Error("the server does not run");
    }
    return this.#client;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch((error: unknown) => this.log.error(String(error)));
    return this.#turn;
  }

  #become(health: Health): void {
    this.#health = health;
    void vscode.commands.executeCommand("setContext", "presscheck.active", health.kind === "running");
    this.#healths.fire(health);
  }

  async #start(): Promise<void> {
    this.#wanted = true;
    this.#become({ kind: "starting" });
    const program = await findProgram(this.extension);
    if (program.kind === "missing") {
      this.#program = undefined;
      this.log.warn(program.reason);
      this.#become({ kind: "missing", reason: program.reason });
      return;
    }
    this.log.info(`Starting “${program.path}”, version ${program.version}`);
    this.#program = program;
    const client = this.#makeClient(program.path);
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) {
        this.#become({ kind: "running", version: program.version });
      }
    });
    client.onNotification(statusNotification, (status) => this.#statuses.fire(status));
    try {
      await client.start();
    } catch (error) {
      this.log.error(`The server did not start: ${String(error)}`);
      this.#become({ kind: "stopped", reason: "The server did not start" });
    }
  }

  async #stop(): Promise<void> {
    this.#wanted = false;
    const client = this.#client;
    this.#client = undefined;
    this.#check.serverEnded();
    if (client === undefined) {
      return;
    }
    try {
      // The client library refuses to stop what has not begun or has ended by itself.
      if (client.isRunning()) {
        await client.stop(5_000);
      }
    } catch (error) {
      this.log.warn(`The server did not take leave: ${String(error)}`);
    }
    await client.dispose().catch((error: unknown) => this.log.debug(String(error)));
    this.#become({ kind: "stopped", reason: "The server was stopped" });
  }

  #makeClient(command: string): LanguageClient {
    const options: LanguageClientOptions = {
      documentSelector,
      diagnosticCollectionName: "presscheck",
      outputChannel: this.log,
      traceOutputChannel: this.#trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: serverSettings,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.#ended(),
      },
      middleware: { ...linkToRulePages, ...this.#check.middleware },
    };
    const executable = { command, args: ["lsp"] };
    const client = new LanguageClient(SECTION, "Presscheck", executable, options);
    client.registerFeature(new Introduction());
    return client;
  }

  /** What to do when the server has ended though nobody asked it to. */
  #ended(): { action: CloseAction; handled: boolean; message: string } {
    this.#check.serverEnded();
    const now = Date.now();
    this.#ends = [...this.#ends.filter((it) => now - it < PERIOD), now];
    if (this.#ends.length < MOST_ENDS) {
      this.#become({ kind: "restarting" });
      return { action: CloseAction.Restart, handled: true, message: "The server ended and is started again" };
    }
    const reason = `The server ended ${MOST_ENDS} times in ${PERIOD / 60_000} minutes`;
    this.#become({ kind: "stopped", reason });
    return { action: CloseAction.DoNotRestart, handled: true, message: reason };
  }
}
