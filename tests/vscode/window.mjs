// VS Code in a browser, as somebody in front of it sees and uses it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

/** Nothing takes longer, on however slow a machine; in milliseconds. */
const PATIENCE = Number(process.env.PATIENCE ?? 120_000);
/** How long a single try may take before it is made again. */
const TRY = 6_000;

const { chromium } = createRequire(import.meta.url)(process.env.PLAYWRIGHT);

/** Spaces are shown as no-break spaces, so that they keep their width. */
const plain = (text) => text.replaceAll("\u00a0", " ").replaceAll("\u200c", "");

export class Window {
  static async open(address, folder) {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM,
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    });
    const page = await browser.newPage({
      viewport: { width: 1240, height: 740 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    page.setDefaultTimeout(PATIENCE);
    const window = new Window(browser, page);
    await page.goto(`${address}/?folder=${folder}`, { waitUntil: "domcontentloaded" });
    await page.locator(".monaco-workbench .part.editor").waitFor();
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
    return window;
  }

  constructor(browser, page) {
    this.browser = browser;
    this.page = page;
    this.keyboard = page.keyboard;
  }

  close() {
    return this.browser.close();
  }

  /** Waits until a question has an answer that suffices, and gives it. */
  async until(what, ask, suffices = Boolean) {
    const end = Date.now() + PATIENCE;
    let answer;
    do {
      answer = await ask();
      if (suffices(answer)) {
        return answer;
      }
      await this.page.waitForTimeout(100);
    } while (Date.now() < end);
    assert.fail(`waited in vain for ${what}; there was only ${JSON.stringify(answer)}`);
  }

  /** Does something again until it has its effect: keys are lost while the window is busy. */
  async again(what, act, effect) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      try {
        await act();
        await effect(TRY);
        return;
      } catch (error) {
        if (Date.now() > end) {
          throw new Error(`${what} has no effect`, { cause: error });
        }
        await this.keyboard.press("Escape");
      }
    }
  }

  /** Runs a command by its title. */
  async command(title) {
    const input = this.page.locator(".quick-input-widget input.input").first();
    const named = [`[aria-label="${title}"]`, `[aria-label^="${title}, "]`];
    const row = this.page.locator(named.map((it) => `.quick-input-list .monaco-list-row${it}`).join()).first();
    await this.again(
      `“${title}” in the palette`,
      async () => {
        await this.keyboard.press("F1");
        await input.fill(`>${title}`, { timeout: TRY }).catch(() => undefined);
      },
      (timeout) => row.waitFor({ timeout }),
    );
    await row.click();
  }

  /** Opens a file of the folder, and waits until it is shown. */
  async openFile(name) {
    const tab = this.page.locator(`.tab.active[data-resource-name="${name}"]`);
    await this.again(
      `opening ${name}`,
      () =>
        this.page
          .locator(`.explorer-folders-view .monaco-list-row[aria-label*="${name}"]`)
          .first()
          .dblclick({ timeout: TRY }),
      (timeout) => tab.waitFor({ timeout }),
    );
    await this.editor().locator(".view-line").first().waitFor();
  }

  /** Names a file in the dialog that asks for one. */
  async chooseFile(file) {
    const dialog = this.page.locator(".quick-input-widget", { has: this.page.locator(".quick-input-titlebar") });
    const input = dialog.locator("input.input").first();
    // The dialog begins with a folder, and puts what is written before that behind it.
    await this.until("the dialog’s folder", () => input.inputValue());
    await this.until("the dialog to have the file", async () => {
      await input.fill(file);
      await this.page.waitForTimeout(300);
      return (await input.inputValue()) === file;
    });
    await this.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
  }

  /** Changes the user’s settings, in their file, opened in the editor; `undefined` takes one away. */
  async set(changes) {
    const { SETTINGS } = process.env;
    const settings = { ...JSON.parse(readFileSync(SETTINGS, "utf8")), ...changes };
    await this.command("Preferences: Open User Settings (JSON)");
    await this.page.locator('.tab.active[data-resource-name="settings.json"]').waitFor();
    await this.editor().locator(".view-line").first().click();
    await this.keyboard.press("Control+a");
    // Pasted, since the editor adds to brackets and quotes that are typed.
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify(settings));
    await this.keyboard.press("Control+v");
    await this.until("the settings to be saved", async () => {
      await this.keyboard.press("Control+s");
      await this.page.waitForTimeout(200);
      return readFileSync(SETTINGS, "utf8") === JSON.stringify(settings);
    });
    await this.command("View: Close Editor");
  }

  /** The text editor that is in front. */
  editor() {
    return this.page.locator(".editor-group-container.active .monaco-editor").first();
  }

  /** The text that the editor shows, in the order of its lines. */
  async text() {
    const lines = await this.editor().locator(".view-lines .view-line").evaluateAll((lines) =>
      lines
        .map((line) => ({ top: line.offsetTop || parseFloat(line.style.top), text: line.textContent }))
        .sort((left, right) => left.top - right.top)
        .map(({ text }) => text),
    );
    return plain(lines.join("\n"));
  }

  /** Puts the cursor somewhere; lines and columns count from 1. */
  async goTo(line, column) {
    const input = this.page.locator(".quick-input-widget input.input").first();
    await this.keyboard.press("Control+1");
    await this.again(
      `going to line ${line}`,
      async () => {
        await this.keyboard.press("Control+g");
        await input.fill(`:${line}:${column}`, { timeout: TRY }).catch(() => undefined);
        await this.keyboard.press("Enter");
      },
      (timeout) =>
        this.page
          .locator("#status\\.editor\\.selection")
          .filter({ hasText: `Ln ${line}, Col ${column}` })
          .waitFor({ timeout }),
    );
  }

  /** How many wavy lines of a kind are shown: error, warning or info. */
  squiggles(kind) {
    return this.editor().locator(`.squiggly-${kind}`).count();
  }

  /** What the item in the status bar shows and says. */
  async status() {
    const item = this.page.locator("#presscheck\\.presscheck\\.presscheck\\.status");
    if ((await item.count()) === 0) {
      return "";
    }
    return plain((await item.getAttribute("aria-label")) ?? "");
  }

  /** The rows of the Problems panel, which is opened if need be. */
  async problems() {
    const panel = this.page.locator(".markers-panel");
    if (!(await panel.isVisible())) {
      await this.keyboard.press("Control+Shift+M");
      await panel.waitFor();
    }
    const rows = panel.locator(".monaco-list-row");
    return (await rows.evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label")))).map(plain);
  }

  /** The titles in the menu of quick fixes at the cursor. */
  async quickFixes() {
    const rows = this.page.locator(".action-widget .monaco-list-row.action");
    await this.again(
      "the quick fix menu",
      async () => {
        // Moving the cursor asks for fixes as well; the menu is refused while that answer is on its way.
        await this.page.waitForTimeout(700);
        await this.keyboard.press("Control+.");
      },
      (timeout) => rows.first().waitFor({ timeout }),
    );
    return (await rows.allInnerTexts()).map((it) => plain(it).trim());
  }

  /** Takes an entry of the menu of quick fixes. */
  async takeQuickFix(title) {
    const focused = this.page.locator(".action-widget .monaco-list-row.focused");
    await this.until(`“${title}” in the menu`, async () => {
      if (plain(await focused.innerText()).trim() === title) {
        return true;
      }
      await this.keyboard.press("ArrowDown");
      return false;
    });
    await this.keyboard.press("Enter");
  }

  /** What is shown when the pointer rests on the first place where the editor shows a text. */
  async hover(locator) {
    const hover = this.page.locator(".monaco-editor .monaco-hover:not(.hidden)").first();
    await this.again(
      "pointing",
      async () => {
        await this.page.mouse.move(5, 5);
        const box = await locator.boundingBox();
        await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
      },
      (timeout) => hover.waitFor({ timeout }),
    );
    return hover;
  }

  /** A message in the corner that says this. */
  notification(text) {
    return this.page.locator(".notifications-toasts .notification-list-item", { hasText: text }).first();
  }

  /** The frame of a page beside the editor, once it has a heading that says this. */
  pageWith(heading) {
    return this.until(`a page “${heading}”`, async () => {
      for (const frame of this.page.frames()) {
        const found = frame.locator("h1", { hasText: heading });
        if ((await found.count().catch(() => 0)) > 0) {
          return frame;
        }
      }
      return undefined;
    });
  }

  /** Closes the tab of a page. */
  async closePage(title) {
    const tab = this.page.locator(`.tab[data-resource-name="${title}"], .tab[aria-label^="${title}"]`).first();
    await tab.locator(".tab-actions a").first().click();
    await tab.waitFor({ state: "detached" });
  }

  /** Where the text editor shows a word first. */
  word(word) {
    const span = this.editor().locator(".view-line span span", { hasText: word }).last();
    return {
      // A line is one element: the place of the word in it has to be measured.
      boundingBox: () =>
        span.evaluate((element, word) => {
          const text = element.firstChild;
          const range = document.createRange();
          const at = text.textContent.indexOf(word);
          range.setStart(text, at);
          range.setEnd(text, at + word.length);
          return range.getBoundingClientRect().toJSON();
        }, word),
    };
  }

  /** Saves the file that is in front. */
  async save() {
    await this.keyboard.press("Control+s");
    await this.page.locator(".tab.active:not(.dirty)").first().waitFor();
  }

  /** Takes a picture for the README, if pictures are wanted. */
  async picture(name) {
    const folder = process.env.PICTURES;
    if (folder !== undefined) {
      // What appears fades in.
      await this.page.waitForTimeout(600);
      await this.page.screenshot({ path: path.join(folder, `${name}.png`) });
    }
  }
}
