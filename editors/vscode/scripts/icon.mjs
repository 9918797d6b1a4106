// Draws images/icon.png from images/icon.svg: `node scripts/icon.mjs CHROMIUM PLAYWRIGHT`, the second the
// folder of the package playwright-core.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { fileURLToPath } from "node:url";

const [, , executablePath, playwright] = process.argv;
const { chromium } = createRequire(import.meta.url)(path.resolve(playwright));
const images = fileURLToPath(new URL("../images/", import.meta.url));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
const drawing = readFileSync(path.join(images, "icon.svg"), "utf8");
await page.setContent(`<body style="margin: 0">${drawing}`);
await page.screenshot({ path: path.join(images, "icon.png"), omitBackground: true });
await browser.close();
