/** Whoever forgot the password rings the village's secretary, who reads six digits out. */
import { axe, smallTargets, wideThings } from "../support/look.ts";
import { expect, PHONE, test } from "../support/service.ts";

test("a leader who forgot the password gets in by a code of the secretary's, on a phone", async ({ browser, service }) => {
  const secretary = await service.as(browser, "village_secretary", { viewport: PHONE });
  await secretary.goto("/me");
  await secretary.locator("main a[href='/helping']").click();
  await secretary.locator("main a", { hasText: "第三网格" }).first().click();
  await secretary.locator("form[action$='/code'] button").click();
  const code = (await secretary.locator("#secret").innerText()).replace(/\D/g, "");
  expect(code).toMatch(/^\d{6}$/);
  expect([...(await axe(secretary)), ...(await wideThings(secretary))]).toEqual([]);

  const context = await browser.newContext({ baseURL: service.url, locale: "zh-CN", viewport: PHONE });
  const leader = await context.newPage();
  await leader.goto("/login");
  await leader.locator("a[href='/reset']").click();
  expect([...(await axe(leader)), ...(await wideThings(leader)), ...(await smallTargets(leader, 44))]).toEqual([]);
  const type = async (code: string): Promise<void> => {
    await leader.fill("#name", "leader3");
    await leader.fill("#code", code);
    await leader.fill("#new", "Birnbaum-8-gruen");
    await leader.fill("#again", "Birnbaum-8-gruen");
    await Promise.all([leader.waitForEvent("load"), leader.locator("form.card .btn-primary").click()]);
  };
  await type(code === "000000" ? "111111" : "000000");
  await expect(leader.locator("#code-fault")).toBeVisible();
  await type(code);
  await expect(leader).toHaveURL(/\/login$/);
  await leader.fill("#name", "leader3");
  await leader.fill("#password", "Birnbaum-8-gruen");
  await leader.locator("form.card .btn-primary").first().click();
  await leader.waitForURL((url) => url.pathname === "/");
  // What she may do follows from her post, and her page says so.
  await leader.goto("/me/rights");
  await expect(leader.locator("main")).toContainText("党小组里任职");
  await leader.goto("/households");
  await expect(leader.locator("h1")).toBeVisible();
  await Promise.all([context.close(), secretary.context().close()]);
});

test("what an inspector opens says who and when, and hides nothing below it", async ({ browser, service }) => {
  const page = await service.as(browser, "inspector");
  await page.goto(`/units/${service.town}/ledger`);
  await expect(page.locator(".watermark-line")).toContainText("检查账号");
  await expect(page.locator(".watermark span").first()).toBeVisible();
  // It lies above everything and takes no click.
  await page.locator("main a").first().click();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".watermark")).toBeVisible();
  await page.context().close();
});
