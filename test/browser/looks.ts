// How every page is looked at: by axe, by a ruler, and by whoever keeps the pictures.
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import type { Page } from "playwright-core";

import { PICTURES } from "./pictures.ts";

/** SCREENSHOTS=folder keeps every look, whole pages. */
const everything = process.env["SCREENSHOTS"];
/** PICTURES=folder keeps the looks that the documents show, as much as the screen shows. */
const kept = process.env["PICTURES"];
for (const folder of [everything, kept]) if (folder !== undefined) mkdirSync(folder, { recursive: true });

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Violations of WCAG and of good practice, as axe sees them. */
export async function axe(page: Page): Promise<string[]> {
  // By the debugger, not by a script element: the page's own policy would rightly refuse that.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(AXE);
  const { violations } = await page.evaluate<{ violations: Violation[] }>(`axe.run(document, { runOnly: ${RULES} })`);
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(" | ")}`,
  );
}

/** All that is wrong with what the page shows now: for axe, in width, and for a finger. */
export async function faultsOf(page: Page, name: string, target = 44): Promise<string[]> {
  const found = await axe(page);
  const wide = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
  if (wide > 0) found.push(`${wide} px too wide`);
  found.push(...(await page.evaluate<string[]>(tooSmall(target))));
  return found.map((one) => `${name}: ${one}`);
}

/** Buttons, links that look like buttons, tabs and fields: those of shadow roots too, in one step. */
const tooSmall = (target: number): string => `(() => {
  const found = [];
  const wanted = "button, a.button, nav a, [role=tab], input.field, select.field";
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (!element.matches(wanted) || !element.checkVisibility({ visibilityProperty: true })) continue;
      const { width, height } = element.getBoundingClientRect();
      if (width < ${target} - 0.1 || height < ${target} - 0.1)
        found.push((element.getAttribute("aria-label") ?? element.textContent.trim() ?? element.id) + " is " + width + " × " + height);
    }
  };
  look(document);
  return found;
})()`;

/** Keeps a picture of what stands there, when somebody wants it. The name says page, size, scheme and language. */
export async function keepLook(page: Page, name: string): Promise<void> {
  if (everything !== undefined)
    await page.screenshot({
      path: join(everything, `${name}.png`),
      fullPage: (await page.locator("dialog[open]").count()) === 0,
    });
  if (kept !== undefined && name in PICTURES) await page.screenshot({ path: join(kept, `${name}.png`) });
}

/** Pictures are made after the pages were found to be right. */
export const isForPictures = kept !== undefined;

/** While pictures are made for the documents, only what they show is looked at. */
export const isWanted = (suffix: string): boolean =>
  kept === undefined || Object.keys(PICTURES).some((name) => name.endsWith(suffix));
