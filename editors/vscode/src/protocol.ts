// What the server and the extension say to each other beyond the Language Server Protocol.

import { NotificationType, RequestType } from "vscode-languageclient/node";
import type {
  ClientCapabilities,
  FeatureState,
  StaticFeature,
} from "vscode-languageclient/node";

/** What the server makes of a draft. */
export interface DraftStatus {
  readonly uri: string;
  readonly version: number | null;
  readonly state: "checking" | "clean" | "findings" | "not-a-draft" | "failed";
  readonly house: string;
  /** The address of the `presscheck.toml` that holds. */
  readonly configuration: string | null;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** For people. */
  readonly message: string;
}

/** A rule’s page, in Markdown. */
export interface RulePage {
  readonly rule: string;
  readonly title: string;
  readonly markdown: string;
}

/** Sent by the server whenever it knows more about a draft. */
export const statusNotification = new NotificationType<DraftStatus>("presscheck/status");

/** Asks for the page of a rule, as the house of an open draft has it; an unknown rule is an error that names the nearest. */
export const rulePageRequest = new RequestType<
  { rule: string; uri?: string },
  RulePage,
  void
>("presscheck/rulePage");

/** The command behind the counts at the top of a draft. */
export const SHOW_FINDINGS = "presscheck.showFindings";

/** Tells the server which of these the extension understands. */
export class Introduction implements StaticFeature {
  fillClientCapabilities(capabilities: ClientCapabilities): void {
    const known = (capabilities.experimental ?? {}) as Record<string, unknown>;
    capabilities.experimental = {
      ...known,
      presscheckStatus: true,
      presscheckCommands: [SHOW_FINDINGS],
    };
  }

  initialize(): void {
    // There is nothing to set up: the capabilities say it all.
  }

  getState(): FeatureState {
    return { kind: "static" };
  }

  clear(): void {
    // Nor is there anything to take down.
  }
}
