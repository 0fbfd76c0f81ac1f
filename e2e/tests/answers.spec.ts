/** Pages that no address opens: what a form answers. What is wrong, who was faster, what was asked for. */
import type { Page } from "@playwright/test";
import { axe, smallTargets, wideThings } from "../support/look.ts";
import { PHONE, expect, test, type Service } from "../support/service.ts";
import { Things } from "../support/things.ts";
import { view } from "../support/view.ts";

/** Forms that want something: sent with nothing in their fields they say what is missing. */
const WANTING = [
  "/units/{unit}/edit",
  "/units/{unit}/households/new",
  "/households/{household}/residents/new",
  "/residents/{resident}/edit",
  "/residents/{resident}/leave",
  "/residents/{resident}/phone",
  "/residents/{resident}/citizen-id",
  "/persons/{person}/phone",
  "/units/{unit}/ledger/declare",
  "/password",
  "/me/tokens",
  "/accounts/new",
];

async function looked(page: Page, elder: boolean): Promise<string[]> {
  return [...(await axe(page)), ...(await wideThings(page)), ...(await smallTargets(page, elder ? 60 : 44))];
}

/** Empties what can be typed into and sends the form without the browser's own checks. */
async function sendEmpty(page: Page): Promise<number> {
  // The answer is there once it has loaded: until then the page is the old one.
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().isNavigationRequest() && response.request().method() === "POST"),
    page.waitForEvent("load"),
    page.locator("main form:has(.btn-primary)").last().evaluate((form) => {
      const all = form as HTMLFormElement;
      all.noValidate = true;
      for (const field of all.querySelectorAll<HTMLInputElement>("input.form-control, textarea")) field.value = "";
      all.querySelector<HTMLButtonElement>(".btn-primary")?.click();
    }),
  ]);
  return answer.status();
}

for (const [language, elder] of [["zh-CN", false], ["zh-CN", true], ["en", false], ["en", true]] as const) {
  test(`answers of forms, ${language}, ${elder ? "large" : "usual"} view`, async ({ browser, service }) => {
    const clerk = await service.as(browser, "town_organiser", { viewport: PHONE });
    const system = await service.as(browser, "system_admin", { viewport: PHONE });
    const auditor = await service.as(browser, "audit_admin", { viewport: PHONE });
    const things = await Things.find(service, clerk, system, auditor);
    await view(clerk, language, elder);
    await view(system, language, elder);
    const found: string[] = [];
    for (const pattern of WANTING) {
      const page = pattern.startsWith("/accounts") ? system : clerk;
      await page.goto(things.fill(pattern, service));
      const status = await sendEmpty(page);
      const faults = await page.locator("main .is-invalid, main [aria-invalid=true], main .fault, main .notice.bad").count();
      if (status !== 422) found.push(`${pattern}: status ${status}`);
      if (faults === 0) found.push(`${pattern}: says nothing about what is missing`);
      found.push(...(await looked(page, elder)).map((one) => `${pattern}: ${one}`));
    }
    found.push(...(await overtaken(clerk, things, service, elder)), ...(await shown(clerk, things, service, elder)));
    await view(clerk, "zh-CN", false);
    await view(system, "zh-CN", false);
    await Promise.all([clerk.context().close(), system.context().close()]);
    expect(found).toEqual([]);
  });
}

/** The same household in two tabs: the page that shows who was faster. */
async function overtaken(page: Page, things: Things, service: Service, elder: boolean): Promise<string[]> {
  const path = things.fill("/households/{household}/edit", service);
  const faster = await page.context().newPage();
  await Promise.all([page.goto(path), faster.goto(path)]);
  const save = async (tab: Page, words: string): Promise<number> => {
    await tab.fill("#door_hint", words);
    const [answer] = await Promise.all([
      tab.waitForResponse((response) => response.request().method() === "POST"),
      tab.waitForEvent("load"),
      tab.locator("main form button.btn-primary").last().click(),
    ]);
    return answer.status();
  };
  expect(await save(faster, `井边 ${Date.now()}`)).toBe(303);
  await faster.close();
  expect(await save(page, "老槐树下")).toBe(409);
  await expect(page.locator("#door_hint")).toHaveValue("老槐树下");
  return (await looked(page, elder)).map((one) => `overtaken: ${one}`);
}

/** A number that is shown once, with the reason that was given. */
async function shown(page: Page, things: Things, service: Service, elder: boolean): Promise<string[]> {
  await page.goto(things.fill("/persons/{person}/phone", service));
  await page.locator("main input[type=radio]").first().check();
  await page.locator("main form button.btn-primary").click();
  await expect(page.locator("main")).toContainText(/199[\s\d]{8,}/);
  return (await looked(page, elder)).map((one) => `shown: ${one}`);
}
