// Uses the extension from the first start to the end of the server, and asserts what is seen.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { Window } from "./window.mjs";

const { ADDRESS, EXTENSIONS, FAILURES, FOREIGN, SERVER, SETTINGS, WORKSPACE } = process.env;
const { INSTALL, PACKAGE_WITH_PROGRAM } = process.env;
const DRAFT = "ferry-school.txt";

const onDisk = (name) => readFileSync(path.join(WORKSPACE, name), "utf8");

/** The processes that run a program as a server: the one at a place, or at one that is asked for. */
function servers(program = SERVER) {
  const isIt = typeof program === "string" ? (it) => it === program : program;
  return readdirSync("/proc")
    .filter((it) => /^\d+$/.test(it))
    .filter((it) => {
      try {
        const server = readFileSync(`/proc/${it}/cmdline`, "utf8").split("\0")[1] === "lsp";
        return server && isIt(readlinkSync(`/proc/${it}/exe`));
      } catch {
        return false;
      }
    })
    .map(Number);
}

const steps = {
  async "without the program, the editor says how to get it"(window) {
    await window.openFile(DRAFT);
    const message = window.notification("There is no file “/nowhere/presscheck”");
    await message.waitFor();
    const told = (it) => /no file “\/nowhere\/presscheck”.*not checked/.test(it);
    await window.until("the status bar to say so", () => window.status(), told);
    for (const button of ["How to Install", "Choose File…", "Open Settings"]) {
      await message.locator(".monaco-button", { hasText: button }).waitFor();
    }
    await message.locator(".monaco-button", { hasText: "How to Install" }).click();
    const page = await window.pageWith("Installing Presscheck");
    assert.match(await page.locator("body").innerText(), /cargo install/);
    await window.command("View: Close All Editors");
  },

  async "a file can be chosen, if it is the program"(window) {
    const chosen = path.join(path.dirname(SERVER), "../chosen/presscheck");
    mkdirSync(path.dirname(chosen));
    copyFileSync(SERVER, chosen);
    await window.command("Presscheck: Restart Server");
    const message = window.notification("There is no file “/nowhere/presscheck”");
    await message.locator(".monaco-button", { hasText: "Choose File…" }).click();
    await window.chooseFile(path.join(WORKSPACE, "presscheck.toml"));
    await window.notification("presscheck.toml” may not be run").waitFor();
    await window.command("Presscheck: Choose the Program…");
    await window.chooseFile(chosen);
    await window.openFile(DRAFT);
    await window.until("the chosen server", () => servers(chosen), (it) => it.length === 1);
    // It is a setting of the machine on which the drafts are.
    const ofMachine = path.join(path.dirname(SETTINGS), "../Machine/settings.json");
    const written = () => existsSync(ofMachine) && JSON.parse(readFileSync(ofMachine, "utf8"))["presscheck.path"];
    await window.until("the file in the settings", written, (it) => it === chosen);
    await window.until("two errors", () => window.squiggles("error"), (it) => it === 2);
    writeFileSync(ofMachine, "{}");
    await window.until("the chosen server to end", () => servers(chosen), (it) => it.length === 0);
    await window.command("View: Close All Editors");
  },

  async "with the program, findings are underlined"(window) {
    await window.set({ "presscheck.path": undefined });
    await window.openFile(DRAFT);
    await window.until("two errors", () => window.squiggles("error"), (it) => it === 2);
    await window.until("three warnings", () => window.squiggles("warning"), (it) => it === 3);
  },

  async "the Problems panel has the findings, and the other side of a conflict"(window) {
    const expected = [
      /“the” stands twice/,
      /“and” stands twice/,
      /“four-day”, but “18-20 May” is 3 days/,
      /“41 member countries”, but “42 member countries” elsewhere/,
      /“Friday 20 May 2026”: 20 May 2026 is a Wednesday/,
    ];
    const all = (rows) => expected.every((it) => rows.some((row) => it.test(row)));
    await window.until("the findings in the Problems panel", () => window.problems(), all);
    const conflict = window.page
      .locator(".markers-panel .monaco-list-row", { hasText: "but “42 member countries” elsewhere" })
      .first();
    await conflict.click();
    const related = (rows) => rows.some((row) => /^“42 member countries”.*\b5\b/.test(row));
    await window.again(
      "opening a finding’s related places",
      () => window.keyboard.press("ArrowRight"),
      () => window.until("the other count", () => window.problems(), related),
    );
    await window.picture("problems");
  },

  async "pointing at a finding shows it and its rule"(window) {
    const hover = await window.hover(window.editor().locator(".squiggly-error").first());
    const text = await hover.innerText();
    assert.match(text, /41 member countries/);
    assert.match(text, /member-count-conflict/);
    await window.picture("hover");
    await window.page.mouse.move(5, 5);
  },

  async "the link of a finding shows its rule’s page beside the draft"(window) {
    const row = window.page.locator(".markers-panel .monaco-list-row", { hasText: "is a Wednesday" });
    await row.locator("a", { hasText: "weekday-date" }).click();
    const page = await window.pageWith("weekday-date");
    assert.match(await page.locator("body").innerText(), /Why/);
    await window.picture("rule-page");
  },

  async "a rule can be looked up, those at the cursor first"(window) {
    await window.openFile(DRAFT);
    await window.goTo(7, 42);
    await window.command("Presscheck: Explain Rule…");
    const first = window.page.locator(".quick-input-list .monaco-list-row").first();
    await first.filter({ hasText: "doubled-word" }).waitFor();
    await window.keyboard.type("hype");
    await first.filter({ hasText: "hype" }).waitFor();
    await window.keyboard.press("Enter");
    await window.pageWith("hype");
    await window.closePage("hype");
  },

  async "a quick fix mends the draft"(window) {
    await window.goTo(7, 42);
    const titles = await window.quickFixes();
    assert.ok(titles.includes("Delete the second “the”"), titles.join("; "));
    await window.picture("quick-fix");
    await window.takeQuickFix("Delete the second “the”");
    await window.until("the mended line", () => window.text(), (it) => it.includes("takes the pilots"));
    await window.until("one warning less", () => window.squiggles("warning"), (it) => it === 2);
    assert.match(onDisk(DRAFT), /takes the the pilots/, "nothing is saved by itself");
  },

  async "the outline has the parts of the release"(window) {
    await window.openFile(DRAFT);
    await window.command("Explorer: Focus on Outline View");
    const rows = window.page.locator(".outline-tree .monaco-list-row");
    const labels = () => rows.evaluateAll((rows) => rows.map((it) => it.getAttribute("aria-label")));
    const expected = ["Thirty pilots learn to bring ferries through ice", "SPLIT, Croatia", "Tomasz Wrona"];
    const all = (seen) => expected.every((it) => seen.some((label) => label.includes(it)));
    await window.until("the outline", labels, all);
  },

  async "pointing at a person shows what is known"(window) {
    const wrona = await window.word("Wrona");
    const hover = await window.hover(wrona);
    assert.match(await hover.innerText(), /Tomasz Wrona.*person/);
    await window.page.mouse.move(5, 5);
  },

  async "people of the house are completed"(window) {
    await window.openFile(DRAFT);
    await window.goTo(11, 1);
    await window.keyboard.press("Control+End");
    await window.keyboard.type("\nThe book is by Elin");
    const suggestion = window.page.locator(".suggest-widget .monaco-list-row", { hasText: "Elina Harju" }).first();
    await window.again(
      "asking for completions",
      () => window.keyboard.press("Control+Space"),
      (timeout) => suggestion.waitFor({ timeout }),
    );
    await window.picture("completion");
    await suggestion.click();
    const completed = (it) => it.includes("The book is by Pilot Master Elina Harju");
    await window.until("the completed name", () => window.text(), completed);
    await window.keyboard.type(".\n");
  },

  async "a person is renamed everywhere but in quotations"(window) {
    await window.goTo(9, 67);
    const input = window.page.locator(".rename-box input");
    await window.again(
      "renaming",
      () => window.keyboard.press("F2"),
      (timeout) => input.waitFor({ timeout }),
    );
    await input.fill("Tomasz Brenna");
    await window.keyboard.press("Enter");
    const renamed = (it) => /General Tomasz Brenna/.test(it) && /Mr Brenna will/.test(it);
    await window.until("the new name", () => window.text(), renamed);
    assert.match(await window.text(), /“Tomasz Wrona taught us to wait,”/, "that was said");
    await window.notification("left as it was said in quotations: line 11").waitFor();
  },

  async "saving fixes what is safe, if the user wants it"(window) {
    await window.save();
    assert.match(onDisk(DRAFT), /fog and and darkness/, "nobody asked for more");
    await window.set({ "editor.codeActionsOnSave": { "source.fixAll.presscheck": "explicit" } });
    await window.openFile(DRAFT);
    await window.goTo(7, 1);
    await window.until("the fixed file", async () => {
      await window.keyboard.type(" ");
      await window.keyboard.press("Backspace");
      await window.keyboard.press("Control+s");
      await window.page.waitForTimeout(500);
      return /fog and darkness/.test(onDisk(DRAFT));
    });
    assert.match(onDisk(DRAFT), /41 member countries[^]*Friday 20 May 2026/, "facts are for people");
    await window.set({ "editor.codeActionsOnSave": undefined });
  },

  async "an edit of presscheck.toml takes effect before it is saved"(window) {
    await window.until("two errors", () => window.squiggles("error"), (it) => it === 2);
    await window.openFile("presscheck.toml");
    await window.keyboard.press("Control+1");
    await window.keyboard.press("Control+End");
    await window.keyboard.type('weekday-date = "off"\n');
    const gone = (rows) => rows.length > 0 && !rows.some((it) => /is a Wednesday/.test(it));
    await window.until("the finding to go", () => window.problems(), gone);
    await window.openFile(DRAFT);
    await window.until("one error", () => window.squiggles("error"), (it) => it === 1);
    assert.doesNotMatch(onDisk("presscheck.toml"), /weekday-date/);
  },

  async "the status bar has the house and the counts"(window) {
    await window.until("the house and the counts", () => window.status(), (it) =>
      /interpol/i.test(it) && /\b1 error\b/.test(it) && /\b1 warning\b/.test(it),
    );
  },

  async "the log says what runs, and what is said if the user wants it"(window) {
    await window.command("Presscheck: Show Log");
    const lines = window.page.locator(".output-view .view-lines");
    const shown = async () => (await lines.innerText()).replaceAll("\u00a0", " ");
    await window.until("the start of the server", shown, (it) => it.includes(`Starting “${SERVER}”`));
    assert.doesNotMatch(await shown(), /textDocument\//);
    await window.set({ "presscheck.trace.server": "messages" });
    await window.openFile(DRAFT);
    await window.goTo(7, 2);
    await window.until("messages", shown, (it) => /textDocument\//.test(it));
    await window.set({ "presscheck.trace.server": undefined });
    await window.problems();
  },

  async "the whole workspace can be checked"(window) {
    const unopened = (rows) => rows.some((it) => /“of” stands twice/.test(it));
    assert.ok(!unopened(await window.problems()), "nobody has asked yet");
    await window.command("Presscheck: Check Workspace");
    await window.until("findings in a draft that is not open", () => window.problems(), unopened);
  },

  async "what is safe can be fixed at once, and fixing on save is offered"(window) {
    await window.openFile(DRAFT);
    await window.goTo(7, 1);
    await window.keyboard.type("A ferry waits at at the quay. ");
    await window.until("a finding in what was typed", () => window.problems(), (rows) =>
      rows.some((it) => /“at” stands twice/.test(it)),
    );
    await window.command("Presscheck: Fix All in This Draft");
    await window.until("the fixed text", () => window.text(), (it) => it.includes("waits at the quay."));
    const offer = window.notification("Presscheck can fix drafts on every save");
    await offer.locator(".monaco-button", { hasText: "Not Now" }).click();
  },

  async "a server that is killed is started again"(window) {
    const [first, ...others] = servers();
    assert.ok(first !== undefined && others.length === 0, "one server runs");
    process.kill(first, "SIGKILL");
    const [second] = await window.until("another server", () => servers(), (it) => it.length === 1 && it[0] !== first);
    assert.notEqual(second, first);
    await window.goTo(7, 1);
    await window.keyboard.type("The The ");
    await window.until("a finding in what was typed", () => window.problems(), (rows) =>
      rows.some((it) => /“The” stands twice/.test(it)),
    );
  },

  async "a server that ends again and again is left alone, and the status bar says so"(window) {
    const killed = new Set();
    await window.until("the server to be given up", async () => {
      for (const process_ of servers().filter((it) => !killed.has(it))) {
        killed.add(process_);
        process.kill(process_, "SIGKILL");
      }
      return window.status();
    }, (it) => /stopped|5 times/i.test(it));
    const message = window.notification("The server ended 5 times");
    const restart = message.locator(".monaco-button", { hasText: "Restart" });
    // The editor hides a message after a while; then there is still the command.
    if (await restart.isVisible()) {
      await restart.click();
    } else {
      await window.command("Presscheck: Restart Server");
    }
    await window.until("the server to run", () => servers(), (it) => it.length === 1);
    await window.until("findings again", () => window.squiggles("warning"), (it) => it > 0);
  },

  async "a folder that is not trusted chooses neither the program nor the house"(window) {
    await window.set({ "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" });
    const foreign = await Window.open(ADDRESS, FOREIGN);
    try {
      await foreign.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
      await foreign.openFile("quay.txt");
      await foreign.until("the house", () => foreign.status(), (it) => /1 warning.*house default/.test(it));
      assert.equal(await foreign.squiggles("warning"), 1);
    } finally {
      await foreign.close();
    }
  },

  async "a package for one system brings its program, which goes first"(window) {
    const isBundled = (it) => it.startsWith(EXTENSIONS) && it.endsWith("/server/presscheck");
    assert.deepEqual(servers(isBundled), [], "no program has come yet");
    execFileSync(process.execPath, [...JSON.parse(INSTALL), PACKAGE_WITH_PROGRAM, "--force"], { stdio: "pipe" });
    const another = await Window.open(ADDRESS, WORKSPACE);
    try {
      await another.openFile(DRAFT);
      await another.until("the bundled server", () => servers(isBundled), (it) => it.length === 1);
      await another.until("findings", () => another.squiggles("error"), (it) => it > 0);
    } finally {
      await another.close();
    }
  },
};

const window = await Window.open(ADDRESS, WORKSPACE);
let failures = 0;
for (const [number, [name, step]] of Object.entries(steps).entries()) {
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  try {
    await step(window);
    console.log(`ok: ${name} (${seconds()})`);
  } catch (error) {
    failures += 1;
    const seen = path.join(FAILURES, `vscode-failure-${number}.png`);
    await window.page.screenshot({ path: seen });
    console.log(`FAILED: ${name} (${seconds()}): ${error.stack}\n${error.cause ?? ""}\nseen: ${seen}`);
    await window.keyboard.press("Escape");
  }
}
await window.close();
console.log(failures === 0 ? "DONE" : "NOT DONE");
process.exitCode = failures === 0 ? 0 : 1;
