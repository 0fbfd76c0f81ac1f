/** Forms as people meet them: the input method, the double tap, the wrong password, two who change the same thing. */
import { expect, test, PHONE } from "../support/service.ts";

test("a wrong password is said in words, and what was typed stays", async ({ browser, service }) => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ baseURL: service.url, javaScriptEnabled, viewport: PHONE });
    const page = await context.newPage();
    await page.goto("/login");
    await page.fill("#name", "nobody");
    await page.fill("#password", "wrong password");
    await page.click("form.card button.btn-primary");
    await expect(page.locator("main")).toContainText("不对");
    await expect(page.locator("#name")).toHaveValue("nobody");
    await expect(page.locator("#password")).toHaveValue("");
    await context.close();
  }
});

test("the large view and the language can be chosen before anybody logs in", async ({ browser, service }) => {
  const context = await browser.newContext({ baseURL: service.url, viewport: PHONE });
  const page = await context.newPage();
  await page.goto("/login");
  await page.getByRole("button", { name: "大字" }).click();
  await expect(page.locator("html")).toHaveClass(/elder/);
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("h1")).toContainText(/log in/i);
  await context.close();
});

test("who gets a one-time password changes it before anything else", async ({ browser, service }) => {
  const once = service.run("user", "add", "--login", "newcomer", "--name", "新来的", "--role", "village_secretary", "--unit", service.village).trim();
  const context = await browser.newContext({ baseURL: service.url, viewport: PHONE });
  const page = await context.newPage();
  await page.goto("/login");
  await page.fill("#name", "newcomer");
  await page.fill("#password", once);
  await page.click("form.card button.btn-primary");
  await expect(page).toHaveURL(/\/password$/);
  await page.goto("/ledger");
  await expect(page).toHaveURL(/\/password$/);
  await page.fill("#old", once);
  await page.fill("#new", "Tudou-2026-xin");
  await page.fill("#again", "Tudou-2026-xin");
  await page.locator("main form button.btn-primary").click();
  await page.waitForURL((url) => url.pathname === "/");
  await page.goto("/ledger");
  await expect(page.locator("h1")).toContainText("台账");
  await context.close();
});

test("the Enter that picks a character sends no form", async ({ browser, service }) => {
  const page = await service.as(browser, "grid_leader", { viewport: PHONE });
  await page.goto("/households");
  await page.locator("main a").first().click();
  const field = page.locator("input[name=q]");
  await field.focus();
  const was = page.url();
  await field.evaluate((input) => {
    input.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    const enter = new KeyboardEvent("keydown", { key: "Enter", code: "Enter", bubbles: true, cancelable: true, isComposing: true, keyCode: 229 } as KeyboardEventInit);
    if (input.dispatchEvent(enter)) (input as HTMLInputElement).form?.requestSubmit();
    input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe(was);
  await field.pressSequentially("w");
  await field.press("Enter");
  await page.waitForURL(/q=w/);
  await page.context().close();
});

test("two who change the same household: both values are shown, one tap joins them", async ({ browser, service }) => {
  const [one, other] = await Promise.all([service.as(browser, "town_organiser"), service.as(browser, "village_secretary")]);
  await other.goto("/households");
  await other.locator("table a").first().click();
  const path = new URL(other.url()).pathname;
  await one.goto(`${path}/edit`);
  await other.goto(`${path}/edit`);
  await other.fill("#door_hint", "村口第二家");
  await other.locator("main form button.btn-primary").click();
  await other.waitForURL((url) => url.pathname === path);
  await one.fill("#door_hint", "红门");
  await one.locator("main form button.btn-primary").click();
  const main = one.locator("main");
  await expect(main).toContainText("村口第二家");
  await expect(one.locator("#door_hint")).toHaveValue("红门");
  await expect(main).toContainText("书记");
  await one.locator("main form button.btn-primary").click();
  await one.waitForURL((url) => url.pathname === path);
  await expect(one.locator("main")).toContainText("红门");
  await Promise.all([one.context().close(), other.context().close()]);
});

test("a whole phone is shown once somebody says why", async ({ browser, service }) => {
  const page = await service.as(browser, "grid_leader", { viewport: PHONE });
  await page.goto("/households");
  await page.locator("main a").first().click();
  await page.locator("table a").first().click();
  expect(await page.locator("main").innerText()).not.toMatch(/1990000\d{4}|199 ?0000/);
  await page.locator("a[href$='/phone']").first().click();
  await page.locator("main form button.btn-primary").click();
  await expect(page.locator("main .fault, main .notice.bad")).not.toHaveCount(0);
  await page.locator("input[type=radio]").first().check();
  await page.locator("main form button.btn-primary").click();
  expect((await page.locator("main").innerText()).replace(/\s/g, "")).toMatch(/1990000\d{4}/);
  // Loaded again, the browser sends the form once more: the mask stands there again.
  await page.reload();
  const again = (await page.locator("main").innerText()).replace(/\s/g, "");
  expect(again).not.toMatch(/1990000\d{4}/);
  expect(again).toMatch(/199\*+\d{2}/);
  await page.context().close();
});

test("what browsers load for a field page weighs under 60 KB", async ({ browser, service }) => {
  const page = await service.as(browser, "grid_leader", { viewport: PHONE });
  let bytes = 0;
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const sizes = new Map<string, string>();
  session.on("Network.responseReceived", ({ requestId, response }) => sizes.set(requestId, response.url));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (/\.(css|js)$/.test(sizes.get(requestId) ?? "")) bytes += encodedDataLength;
  });
  await page.goto("/households");
  await page.waitForLoadState("networkidle");
  console.log(`${bytes} bytes of style and script`);
  expect(bytes).toBeGreaterThan(1000);
  expect(bytes).toBeLessThan(60 * 1024);
  await page.context().close();
});
