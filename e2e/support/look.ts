/** What must hold of every page, asked of the page itself. Each answers with the offenders in words, so that a failure says where. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds: rule, and the elements. The whole of WCAG 2.1 AA and of good practice is asked. */
export async function axe(page: Page): Promise<string[]> {
  // Evaluated by the browser's debugger, which no content security policy of the page forbids.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run(where: Document, how: object): Promise<{ violations: Violation[] }> } }).axe.run;
    type Violation = { id: string; help: string; nodes: { target: unknown[]; html: string }[] };
    const { violations } = await run(document, { resultTypes: ["violations"] });
    return violations.flatMap((found) => found.nodes.map((node) => `${found.id}: ${found.help}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`));
  });
}

/** The page is never wider than the screen. Answers what stands out at the right. */
export async function wideThings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const inBox = (element: Element): boolean => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== "visible") return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > width + 1 && !inBox(element));
    return [`page ${document.documentElement.scrollWidth} px`, ...wide.map((element) => `${element.localName}.${element.className} ${Math.round(element.getBoundingClientRect().right)} px: ${element.textContent?.trim().slice(0, 30)}`)];
  });
}

/** Controls smaller than a finger. A link inside a sentence is exempt. */
export async function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate((least) => {
    const inSentence = (element: Element): boolean => {
      if (element.localName !== "a" || getComputedStyle(element).display !== "inline") return false;
      const block = element.closest("p, li, dd, td, small, caption");
      const around = (block?.textContent ?? "").replace(element.textContent ?? "", "").trim();
      return around.length > 1;
    };
    // A check box is as large as its label.
    const target = (element: Element): Element => (element.matches("input[type=checkbox], input[type=radio]") ? (element.closest("label") ?? element) : element);
    const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]")];
    return controls
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".skip") && !inSentence(element))
      .map((element) => ({ element, box: target(element).getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < least - 0.5 || box.width < least - 0.5))
      .map(({ element, box }) => `${element.localName}.${element.className} ${Math.round(box.width)}×${Math.round(box.height)}: ${element.textContent?.trim().slice(0, 30)}`);
  }, least);
}

/** Sets the text to twice its size, as a browser's setting does, and answers where text is cut off. */
export async function clippedText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const was = root.style.fontSize;
    root.style.fontSize = `${parseFloat(getComputedStyle(root).fontSize) * 2}px`;
    const hides = (value: string): boolean => value === "hidden" || value === "clip";
    const clipped = [...document.body.querySelectorAll("*")].filter((element) => {
      if (!element.checkVisibility() || element.closest(".quiet, svg, option") || !element.textContent?.trim()) return false;
      const style = getComputedStyle(element);
      const sideways = hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
      const down = hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
      if (sideways || down) return style.clip === "auto" || style.clip === "";
      // A button or a field cuts its own words without saying so.
      return element.matches("button, .btn, .chip") && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    });
    const said = clipped.map((element) => `${element.localName}.${element.className}: ${element.textContent?.trim().slice(0, 40)}`);
    root.style.fontSize = was;
    return said;
  });
}

/** Words and controls that lie on one another. What floats over the page (menus that stay) is not asked. */
export async function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const floats = (element: Element): boolean => {
      for (let up: Element | null = element; up && up !== document.body; up = up.parentElement) {
        const style = getComputedStyle(up);
        if (["fixed", "sticky"].includes(style.position)) return true;
        // For ears only: a box of one pixel, or one that shows nothing of itself.
        const box = up.getBoundingClientRect();
        if (style.overflow !== "visible" && (box.width <= 1.5 || box.height <= 1.5)) return true;
        if (style.position === "absolute" && (style.clip !== "auto" || style.clipPath !== "none")) return true;
      }
      return false;
    };
    type Box = { element: Element; left: number; right: number; top: number; bottom: number; words: string };
    const boxes: Box[] = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode() && boxes.length < 600) {
      const element = walk.currentNode.parentElement;
      const words = walk.currentNode.textContent?.trim() ?? "";
      if (!element || !words || !element.checkVisibility({ visibilityProperty: true }) || element.closest(".quiet, .skip, svg, option, script, style, select, textarea") || floats(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(walk.currentNode);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        if (right - left > 2 && bottom - top > 2) boxes.push({ element, left, right, top, bottom, words });
      }
    }
    for (const element of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      if (element.checkVisibility() && right - left > 2 && !floats(element)) boxes.push({ element, left, right, top, bottom, words: `[${element.getAttribute("name")}]` });
    }
    const said = new Set<string>();
    boxes.forEach((one, at) => {
      for (const other of boxes.slice(at + 1)) {
        if (one.element === other.element || one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        // Lines of text touch by the air above and below their characters.
        const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        const least = Math.min(one.bottom - one.top, other.bottom - other.top);
        if (wide > 2 && high > least * 0.4) said.add(`“${one.words.slice(0, 20)}” and “${other.words.slice(0, 20)}” lie on one another (${Math.round(wide)}×${Math.round(high)} px)`);
      }
    });
    return [...said];
  });
}

/** Leaves the text at twice its size, to look at what else that does. */
export async function doubleText(page: Page): Promise<void> {
  await page.evaluate(() => {
    const root = document.documentElement;
    root.style.fontSize = `${parseFloat(getComputedStyle(root).fontSize) * 2}px`;
  });
}
