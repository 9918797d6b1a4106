// Where the program is.

import { execFile } from "node:child_process";
import { access, constants, stat } from "node:fs/promises";
import { homedir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";

import * as vscode from "vscode";

import { settings } from "./settings";

const run = promisify(execFile);

/** The name of the program’s file on this system. */
export const PROGRAM_NAME = process.platform === "win32" ? "presscheck.exe" : "presscheck";

/** A program that can be run, and its version; or why there is none. */
export type Program =
  | { readonly kind: "found"; readonly path: string; readonly version: string }
  | { readonly kind: "missing"; readonly reason: string };

/**
 * Finds the program: the one that is set, else the one that comes with the extension, else the first
 * on `PATH`. One that is set and does not run is an error, and no reason to take another.
 */
export async function findProgram(extension: vscode.Uri): Promise<Program> {
  const set = settings().path.trim();
  if (set !== "") {
    return examine(expandHome(set));
  }
  const bundled = vscode.Uri.joinPath(extension, "server", PROGRAM_NAME).fsPath;
  for (const candidate of [bundled, ...onPath()]) {
    if (await isFile(candidate)) {
      return examine(candidate);
    }
  }
  return { kind: "missing", reason: "The program “presscheck” is not on PATH" };
}

/** Runs a file to see whether it is the program. */
export async function examine(file: string): Promise<Program> {
  const missing = (reason: string): Program => ({ kind: "missing", reason });
  if (!path.isAbsolute(file)) {
    return missing(`“${file}” is not an absolute path`);
  }
  if (!(await isFile(file))) {
    return missing(`There is no file “${file}”`);
  }
  try {
    await access(file, constants.X_OK);
  } catch {
    return missing(`“${file}” may not be run`);
  }
  try {
    const { stdout } = await run(file, ["--version"], { timeout: 20_000, windowsHide: true });
    const version = /^presscheck (\S+)/.exec(stdout)?.[1];
    return version === undefined
      ? missing(`“${file}” is another program`)
      : { kind: "found", path: file, version };
  } catch (error) {
    return missing(`“${file}” does not run: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The files on `PATH` that may be it. Relative folders are passed over: they depend on the workspace. */
function onPath(): string[] {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return folders.filter((it) => path.isAbsolute(it)).map((it) => path.join(it, PROGRAM_NAME));
}

function expandHome(file: string): string {
  return /^~(?=$|[/\\])/.test(file) ? path.join(homedir(), file.slice(1)) : file;
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
