/** Who logs out everywhere is out everywhere. */
import { expect, PHONE, test } from "../support/service.ts";

test("log out everywhere ends the session of the other phone at once", async ({ browser, service }) => {
  const here = await service.as(browser, "centre_keeper", { viewport: PHONE });
  const there = await service.as(browser, "centre_keeper", { viewport: PHONE });
  await there.goto("/me");
  await expect(there).toHaveURL(/\/me$/);
  await here.goto("/me");
  await Promise.all([here.waitForEvent("load"), here.locator("form[action='/me/sessions/end'] button").click()]);
  await there.goto("/me");
  await expect(there).toHaveURL(/\/login/);
  await Promise.all([here.context().close(), there.context().close()]);
});

test("leaving a changed household asks first, saving it does not", async ({ browser, service }) => {
  const page = await service.as(browser, "village_secretary");
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.goto("/households");
  await page.locator("table a").first().click();
  const path = new URL(page.url()).pathname;
  await page.goto(`${path}/edit`);
  await page.locator("#door_hint").pressSequentially("东头");
  await page.locator("main .actions a").first().click();
  await page.waitForURL((url) => url.pathname === path);
  expect(asked).toEqual(["beforeunload"]);
  await page.goto(`${path}/edit`);
  await page.locator("#door_hint").pressSequentially("东头");
  await page.locator("main form button.btn-primary").click();
  await page.waitForURL((url) => url.pathname === path);
  expect(asked).toEqual(["beforeunload"]);
  await page.context().close();
});

test("a household that is sent by two taps is there once", async ({ browser, service }) => {
  const page = await service.as(browser, "grid_leader", { viewport: PHONE });
  await page.goto("/households");
  await page.locator("main a").first().click();
  const list = page.url();
  const grid = /\d{15}/.exec(list)?.[0] ?? "";
  await page.goto(`/units/${grid}/households/new`);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.url());
  });
  await page.locator("#name").fill("双点试");
  const gender = page.locator("input[name=gender]");
  if (await gender.count()) await gender.first().check();
  await page.locator("main form button.btn-primary").dblclick();
  await page.waitForURL((url) => !url.pathname.endsWith("/new"), { timeout: 10_000 }).catch(async () => {
    throw new Error(await page.locator("main").innerText());
  });
  expect(sent.length).toBe(1);
  await page.goto(`/units/${grid}/households?q=${encodeURIComponent("双点试")}`);
  await expect(page.locator("table tbody tr")).toHaveCount(1);
  await page.context().close();
});
