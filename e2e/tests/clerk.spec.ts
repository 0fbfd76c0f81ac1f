/** The clerk's afternoon: a workbook with mistakes in, a mistake looked at and mended, the ledger out. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "../support/service.ts";

for (const javaScriptEnabled of [true, false]) {
  test(`from a workbook to the ledger, JavaScript ${javaScriptEnabled ? "on" : "off"}`, async ({ browser, service }, info) => {
    const page = await service.as(browser, "town_organiser", { javaScriptEnabled, acceptDownloads: true });
    // A page that works on something: with JavaScript it looks again by itself, without it a person does.
    const until = async (selector: string): Promise<void> => {
      for (let tries = 0; tries < 60; tries += 1) {
        if ((await page.locator(selector).count()) > 0) return;
        if (javaScriptEnabled) await page.waitForTimeout(500);
        else await page.goto(page.url());
      }
      throw new Error(`${selector} never came: ${await page.locator("main").innerText()}`);
    };

    await page.locator(".side").getByText("导入", { exact: true }).click();
    await page.setInputFiles("input[type=file]", service.faulty);
    await page.locator("main form button.btn-primary").click();
    await until(".tiles");
    const mistakes = await page.locator(".chip").first().innerText();
    expect(mistakes).toMatch(/\d+/);

    // Only phones; the mistake stands beside its cell, with what to do.
    await page.locator(".chip", { hasText: "电话" }).first().click();
    const row = page.locator("table tbody tr", { hasText: "电话" }).first();
    await expect(row.locator(".warn-cell, .bad-cell")).not.toHaveText("");
    await expect(row).toContainText("位");
    await row.locator("input.form-control").fill("19900009876");
    await page.locator("form:has(table) button.btn-primary, form:has(table) button").first().click();
    await until(".tiles");
    expect(await page.locator(".chip").first().innerText()).not.toBe(mistakes);

    await page.locator("main").getByRole("button", { name: /^导入 \d+ 行/ }).click();
    await until("main:has-text('写好了')");
    await expect(page.locator("main")).toContainText(/户/);

    await page.locator(".side").getByText("台账", { exact: true }).click();
    const cells = async (): Promise<string[]> =>
      page.$$eval("table.ledger tbody tr.sum:last-child td.num", (all) => all.map((cell) => (cell.firstChild?.textContent ?? "").trim() || (cell.textContent ?? "").trim()));
    const figures = (await cells()).map(Number);
    expect(figures.length).toBe(9);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "下载表格" }).click()]);
    expect(download.suggestedFilename()).toMatch(/红网台账.*\.xlsx$/);
    const file = info.outputPath("ledger.xlsx");
    await download.saveAs(file);
    const sheet = execFileSync("unzip", ["-p", file, "xl/worksheets/sheet1.xml"], { encoding: "utf8", maxBuffer: 1 << 26 });
    const last = [...sheet.matchAll(/<row [^>]*>([\s\S]*?)<\/row>/g)].map(([, cells]) => [...(cells ?? "").matchAll(/<c r="[A-Z]+\d+"(?: s="\d+")?><v>(\d+)<\/v>/g)].map(([, value]) => Number(value)));
    const sums = last.filter((row) => row.length >= 9).at(-1) ?? [];
    // Declared figures stand beside the counted ones on paper; each figure of the page is among them, in order.
    let at = 0;
    for (const figure of figures) {
      const found = sums.indexOf(figure, at);
      expect(found, `${figure} in ${sums.join(" ")}`).toBeGreaterThanOrEqual(at);
      at = found + 1;
    }
    expect(readFileSync(file).length).toBeGreaterThan(5000);

    // And all of it back, so that the next one finds the town as it was.
    await page.locator(".side").getByText("导入", { exact: true }).click();
    await page.getByRole("button", { name: /撤回这一次/ }).first().click();
    await until(".notice.ok");
    await page.context().close();
  });
}

test("the ledger of a village as of a day is at most four taps away", async ({ browser, service }) => {
  const page = await service.as(browser, "town_organiser");
  let taps = 0;
  const tap = async (what: ReturnType<typeof page.locator>): Promise<void> => {
    await what.click();
    taps += 1;
  };
  await page.goto("/");
  await tap(page.locator(".side").getByText("组织", { exact: true }));
  await tap(page.locator("table a").first());
  await tap(page.getByRole("link", { name: "看台账" }));
  await page.fill("#as_of", "2026-10-01");
  await tap(page.getByRole("button", { name: "看", exact: true }));
  await expect(page.locator("table.ledger")).toBeVisible();
  await expect(page).toHaveURL(/as_of=2026-10-01/);
  expect(taps).toBeLessThanOrEqual(4);
});
