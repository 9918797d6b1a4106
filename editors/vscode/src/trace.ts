// The record of what the editor and the server say to each other.

import * as vscode from "vscode";

import { settings } from "./settings";

/**
 * Writes the messages into the log if the setting `trace.server` says so.
 *
 * The client library traces only into a channel whose level is “trace”, which users would have to
 * set in a second place; this stands between the two and takes the level from the setting.
 */
export class TraceChannel implements vscode.LogOutputChannel {
  readonly #levels = new vscode.EventEmitter<vscode.LogLevel>();
  readonly #listener: vscode.Disposable;
  readonly onDidChangeLogLevel = this.#levels.event;

  constructor(private readonly log: vscode.LogOutputChannel) {
    this.#listener = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("presscheck.trace.server")) {
        this.#levels.fire(this.logLevel);
      }
    });
  }

  get name(): string {
    return this.log.name;
  }

  get logLevel(): vscode.LogLevel {
    return settings().trace === "off" ? vscode.LogLevel.Info : vscode.LogLevel.Trace;
  }

  trace(message: string, ...values: unknown[]): void {
    this.log.info(message, ...values);
  }

  debug(message: string, ...values: unknown[]): void {
    this.log.debug(message, ...values);
  }

  info(message: string, ...values: unknown[]): void {
    this.log.info(message, ...values);
  }

  warn(message: string, ...values: unknown[]): void {
    this.log.warn(message, ...values);
  }

  error(error: string | Error, ...values: unknown[]): void {
    this.log.error(error, ...values);
  }

  append(value: string): void {
    this.log.append(value);
  }

  appendLine(value: string): void {
    this.log.appendLine(value);
  }

  replace(value: string): void {
    this.log.replace(value);
  }

  clear(): void {
    this.log.clear();
  }

  show(): void {
    this.log.show(true);
  }

  hide(): void {
    this.log.hide();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#levels.dispose();
  }
}
