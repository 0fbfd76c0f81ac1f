/** The ledger on paper: the sheet, the headings on each page, a row for each that was counted. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { expect, test } from "../support/service.ts";

const MILLIMETRES = 72 / 25.4;
const PAPER = { A3: [420, 297], A4: [297, 210] } as const;

for (const [paper, [width, height]] of Object.entries(PAPER)) {
  test(`the town's ledger on ${paper}`, async ({ browser, service }, info) => {
    const page = await service.as(browser, "town_organiser");
    await page.goto(`/units/${service.town}/ledger?paper=${paper}`);
    const counted = await page.locator("table.ledger tbody tr").count();
    const grids = await page.locator("table.ledger tbody tr:not(.sum)").count();
    const file = info.outputPath(`${paper}.pdf`);
    writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));

    const facts = execFileSync("pdfinfo", [file], { encoding: "utf8" });
    const [, wide, high] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(facts) ?? [];
    expect(Number(wide)).toBeCloseTo(width * MILLIMETRES, -1);
    expect(Number(high)).toBeCloseTo(height * MILLIMETRES, -1);

    const pages = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).split("\f").filter((text) => text.trim());
    expect(pages.length).toBeGreaterThan(1);
    for (const [at, text] of pages.entries()) {
      for (const heading of ["组长", "成员", "志愿者", "户数"]) {
        expect(text.replace(/\s/g, ""), `page ${at + 1} of ${pages.length}`).toContain(heading);
      }
    }
    const all = pages.join("\n");
    // A grid's row ends in nine figures, and so does a sum.
    const rows = all.split("\n").filter((line) => /(\s+\d+){9}\s*$/.test(line));
    expect(rows.length).toBe(counted);
    expect(counted).toBeGreaterThan(grids);
    expect(all).toContain("填报单位");
    for (const gone of ["主菜单", "下载表格", "大字", "English"]) expect(all).not.toContain(gone);
    await page.context().close();
  });
}
