/** Pictures of the demo for README and docs/, as a phone and a desk show it. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { root } from "../support/program.ts";
import { PHONE, test } from "../support/service.ts";

/** Fewer colours than a camera has are enough for a page. */
async function take(page: Page, name: string): Promise<void> {
  const file = join(root, "docs/pictures", `${name}.png`);
  await page.screenshot({ path: file });
  try {
    execFileSync("convert", [file, "+dither", "-colors", "64", `png8:${file}`]);
  } catch {
    console.log("without ImageMagick the pictures stay large");
  }
}

test("on a phone", async ({ browser, service }) => {
  const phone = { viewport: PHONE, deviceScaleFactor: 2 };
  const context = await browser.newContext({ baseURL: service.url, ...phone });
  const door = await context.newPage();
  await door.goto("/login");
  await take(door, "phone-log-in");
  const leader = await service.as(browser, "grid_leader", phone);
  await leader.goto("/");
  await take(leader, "phone-today");
  await leader.goto("/households");
  await leader.locator("main a").first().click();
  await take(leader, "phone-households");
  await leader.locator("table a").first().click();
  await take(leader, "phone-household");
  await leader.getByRole("button", { name: "大字" }).click();
  await leader.goto("/households");
  await leader.locator("main a").first().click();
  await take(leader, "phone-households-large");
  await leader.getByRole("button", { name: "标准字" }).click();
});

test("on a desk", async ({ browser, service }) => {
  const clerk = await service.as(browser, "town_organiser");
  await clerk.goto(`/units/${service.village}/ledger`);
  await take(clerk, "desk-ledger");
  await clerk.goto(`/units/${service.town}`);
  await take(clerk, "desk-town");
  await clerk.goto("/imports");
  await clerk.setInputFiles("input[type=file]", service.faulty);
  await clerk.locator("main form button.btn-primary").click();
  await clerk.locator(".tiles").waitFor();
  await take(clerk, "desk-import");
});
