/** Every shape that the style sheet knows, on one page: front/shapes.html. */
import { expect, test } from "@playwright/test";
import { axe, clippedText, smallTargets, wideThings } from "../support/look.ts";
import { Pages, shapes } from "../support/pages.ts";

const SIZES = { phone: { width: 360, height: 640 }, desk: { width: 1280, height: 800 } };

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const elder of [false, true]) {
    test(`every shape, ${size}, ${elder ? "large" : "usual"} view`, async ({ page }) => {
      const pages = await Pages.serve(() => shapes(elder));
      const refused: string[] = [];
      page.on("console", (said) => refused.push(said.text()));
      await page.setViewportSize(viewport);
      await page.goto(pages.url);
      expect([...(await axe(page)), ...(await wideThings(page)), ...(await smallTargets(page, elder ? 60 : 44)), ...(await clippedText(page))]).toEqual([]);
      // The content security policy refuses nothing, and the icons are there.
      expect(refused).toEqual([]);
      const icon = page.locator("main .big .icon").first();
      expect(await icon.evaluate((svg: SVGSVGElement) => svg.getBBox().width)).toBeGreaterThan(10);
      pages.close();
    });
  }
}
