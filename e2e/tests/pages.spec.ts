/** Every page of the router, as it looks: in both languages, on a phone and on a desk, in the usual and in the large view. */
import type { Page } from "@playwright/test";
import { axe, clippedText, doubleText, overlaps, smallTargets, wideThings } from "../support/look.ts";
import { DESK, PHONE, expect, routes, test, type Route, type Service } from "../support/service.ts";
import { Things } from "../support/things.ts";
import { view } from "../support/view.ts";

/** Answers that are no page: files, and what leads on at once. */
const NO_PAGE = [/\/robots\.txt$/, /\/file\/|\/names\//, /\/report$/, /\.xlsx$/, /\/page\.json$/];

/** Who is here can't come back: the page says so. */
const USUAL: Record<string, number> = {
  "/residents/{resident}/return": 409,
  // A request that waits has no page and no certificate yet: the page says so.
  "/rights/{request}/page": 409,
  "/rights/{request}/certificate": 409,
};

/** Who looks at a page: an administrator where it is about the service or the audit, else the clerk. */
function viewer(route: Route): string {
  if (route.action === "read_audit") return "audit_admin";
  if (route.action === "found_town") return "county_organiser";
  return ["manage_accounts", "read_system", "read_retention"].includes(route.action ?? "") ? "system_admin" : "town_organiser";
}

async function look(page: Page, pattern: string, path: string, elder: boolean): Promise<string[]> {
  const answer = await page.goto(path);
  const found: string[] = [];
  if (answer?.status() !== (USUAL[pattern] ?? 200)) found.push(`status ${answer?.status()}`);
  if (page.url().includes("/login") && path !== "/login") found.push("the log-in page instead");
  const axed = await axe(page);
  found.push(...axed, ...(await wideThings(page)), ...(await smallTargets(page, elder ? 60 : 44)));
  return found.map((one) => `${path}: ${one}`);
}

const pages = routes().filter((route) => route.method === "GET" && route.kind === "page" && !NO_PAGE.some((pattern) => pattern.test(route.path)));

for (const [size, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
  for (const language of ["zh-CN", "en"]) {
    for (const elder of [false, true]) {
      test(`every page, ${size}, ${language}, ${elder ? "large" : "usual"} view`, async ({ browser, service }) => {
        const viewers: Record<string, Page> = {
          town_organiser: await service.as(browser, "town_organiser", { viewport }),
          system_admin: await service.as(browser, "system_admin", { viewport }),
          audit_admin: await service.as(browser, "audit_admin", { viewport }),
          county_organiser: await service.as(browser, "county_organiser", { viewport }),
        };
        const clerk = viewers["town_organiser"] as Page;
        const system = viewers["system_admin"] as Page;
        const auditor = viewers["audit_admin"] as Page;
        const things = await Things.find(service, clerk, system, auditor);
        for (const page of Object.values(viewers)) await view(page, language, elder);
        const found: string[] = [];
        for (const route of pages) {
          const page = viewers[viewer(route)] as Page;
          found.push(...(await look(page, route.path, things.fill(route.path, service), elder)));
        }
        console.log(`${pages.length} pages, ${size}, ${language}, ${elder ? "large" : "usual"}`);
        expect(pages.length).toBeGreaterThan(30);
        // The next one starts as it was.
        for (const page of Object.values(viewers)) await view(page, "zh-CN", false);
        expect(found).toEqual([]);
      });
    }
  }
}

for (const [size, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
  test(`text twice as large is not cut off, and nothing gives way sideways, ${size}`, async ({ browser, service }) => {
    const clerk = await service.as(browser, "town_organiser", { viewport });
    const system = await service.as(browser, "system_admin", { viewport });
    const auditor = await service.as(browser, "audit_admin", { viewport });
    const county = await service.as(browser, "county_organiser", { viewport });
    const viewers: Record<string, Page> = { town_organiser: clerk, system_admin: system, audit_admin: auditor, county_organiser: county };
    const things = await Things.find(service, clerk, system, auditor);
    const found: string[] = [];
    for (const route of pages) {
      const page = viewers[viewer(route)] as Page;
      const path = things.fill(route.path, service);
      // The text alone, as a setting of the browser does it; then everything, as Ctrl and + do it.
      await page.goto(path);
      const cut = await clippedText(page);
      await doubleText(page);
      found.push(...[...cut, ...(await wideThings(page)), ...(await overlaps(page))].map((one) => `${path}, text: ${one}`));
      if (size === "phone") continue;
      await page.setViewportSize({ width: viewport.width / 2, height: viewport.height / 2 });
      await page.goto(path);
      found.push(...[...(await wideThings(page)), ...(await overlaps(page))].map((one) => `${path}, zoom: ${one}`));
      await page.setViewportSize(viewport);
    }
    expect(found).toEqual([]);
  });
}

test("the first screen of the household list shows a household, in the large view too", async ({ browser, service }) => {
  const leader = await service.as(browser, "grid_leader", { viewport: PHONE });
  await leader.goto("/households");
  const grid = await leader.locator("main a[href$='/households']").first().getAttribute("href");
  for (const elder of [false, true]) {
    await view(leader, "zh-CN", elder);
    await leader.goto(grid ?? "");
    const [row, bar] = await Promise.all([leader.locator("td.lead").first().boundingBox(), leader.locator("nav.bottom").boundingBox()]);
    expect((row?.y ?? 0) + (row?.height ?? 0), `large: ${elder}`).toBeLessThan(bar?.y ?? 0);
  }
  await leader.context().close();
});

test("the head of a page is one row on a phone, in the large view and in both languages too", async ({ browser, service }) => {
  const leader = await service.as(browser, "grid_leader", { viewport: PHONE });
  for (const language of ["zh-CN", "en"] as const) {
    for (const elder of [false, true]) {
      await view(leader, language, elder);
      await leader.goto("/");
      const [brand, tools, bar] = await Promise.all(
        [".brand", ".bar-tools", "header.bar"].map((part) => leader.locator(part).boundingBox()),
      );
      const said = `${language}, large: ${elder}`;
      expect(tools?.y, said).toBeLessThan((brand?.y ?? 0) + (brand?.height ?? 0));
      expect((brand?.x ?? 0) + (brand?.width ?? 0), said).toBeLessThanOrEqual(tools?.x ?? 0);
      expect(bar?.height, said).toBeLessThan(90);
    }
  }
  await view(leader, "zh-CN", false);
  await leader.context().close();
});

test("what goes wrong is said on a page that is one", async ({ browser, service }) => {
  const leader = await service.as(browser, "grid_leader", { viewport: PHONE });
  for (const [path, status] of [["/nowhere", 404], [`/units/${service.town}/ledger`, 403]] as const) {
    const answer = await leader.goto(path);
    expect(answer?.status()).toBe(status);
    await expect(leader.locator("main")).toContainText("编号");
    expect([...(await axe(leader)), ...(await wideThings(leader)), ...(await smallTargets(leader, 44))]).toEqual([]);
  }
});
