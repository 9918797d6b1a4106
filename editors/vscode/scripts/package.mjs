// Makes the package that is installed: `npm run package -- [--out FILE] [--target SYSTEM --server PROGRAM]`.
//
// With `--server` the program is put into the package, which is then for one system only, such as
// `linux-x64`; without, it is for every system and takes the program that is installed there.

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, rmSync } from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: {
    out: { type: "string", default: path.join(here, "presscheck.vsix") },
    target: { type: "string" },
    server: { type: "string" },
  },
});
if ((values.target === undefined) !== (values.server === undefined)) {
  throw new Error("--server and --target belong together: a program runs on one system");
}

const tool = (name, ...passed) =>
  execFileSync(process.execPath, [path.join(here, "node_modules", name), ...passed], {
    cwd: here,
    stdio: "inherit",
  });

for (const licence of ["LICENSE-APACHE", "LICENSE-MIT"]) {
  copyFileSync(path.join(here, "../..", licence), path.join(here, licence));
}
const server = path.join(here, "server");
rmSync(server, { recursive: true, force: true });
if (values.server !== undefined) {
  mkdirSync(server);
  const file = path.join(server, values.target.startsWith("win32") ? "presscheck.exe" : "presscheck");
  copyFileSync(values.server, file);
  chmodSync(file, 0o755);
}
rmSync(path.join(here, "out"), { recursive: true, force: true });
execFileSync("npm", ["run", "--silent", "build"], { cwd: here, stdio: "inherit" });
tool(
  "@vscode/vsce/vsce",
  "package",
  "--no-dependencies",
  // There is no public address of the repository that links could be made from.
  "--allow-missing-repository",
  "--no-rewrite-relative-links",
  "--out",
  path.resolve(values.out),
  ...(values.target === undefined ? [] : ["--target", values.target]),
);
