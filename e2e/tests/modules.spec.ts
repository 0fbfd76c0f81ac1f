/** What the script adds to pages, each on a page of its own; and that the page is whole without it. */
import { expect, test } from "@playwright/test";
import { Pages } from "../support/pages.ts";

test("a form that is tapped twice is sent once, with the button that was tapped", async ({ page }) => {
  const sent: string[] = [];
  const pages = await Pages.serve(async (_, method, text) => {
    if (method === "POST") {
      sent.push(text);
      await new Promise((later) => setTimeout(later, 600));
      return "<main>记下了</main>";
    }
    return `<main><form method="post"><input name="what" value="1"><button name="do" value="save">保存</button></form></main>`;
  });
  await page.goto(pages.url);
  await page.locator("button").dblclick();
  await expect(page.locator("main")).toHaveText("记下了");
  expect(sent).toEqual(["what=1&do=save"]);
  // Somebody who comes back may send it again.
  await page.goBack();
  await expect(page.locator("button")).toBeEnabled();
  await page.locator("button").click();
  await expect(page.locator("main")).toHaveText("记下了");
  expect(sent.length).toBe(2);
  pages.close();
});

test("leaving a form with changes asks first; sending it does not", async ({ page }) => {
  const pages = await Pages.serve((url) =>
    url.pathname === "/" ? `<main><a href="/away">走</a><form method="post" action="/done" data-guard><input name="door" value="14"><button>保存</button></form></main>` : `<main>${url.pathname}</main>`,
  );
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.goto(pages.url);
  await page.locator("a").click();
  await expect(page.locator("main")).toHaveText("/away");
  expect(asked).toEqual([]);

  await page.goto(pages.url);
  await page.locator("input").fill("41");
  await page.locator("a").click();
  await expect(page.locator("main")).toHaveText("/away");
  expect(asked).toEqual(["beforeunload"]);

  await page.goto(pages.url);
  await page.locator("input").fill("41");
  await page.locator("button").click();
  await expect(page.locator("main")).toHaveText("/done");
  expect(asked).toEqual(["beforeunload"]);
  pages.close();
});

test("work that goes on is followed until it is done, and the focus stays", async ({ page }) => {
  let asked = 0;
  const pages = await Pages.serve(() => {
    asked += 1;
    const more = asked < 4 ? ' data-refresh="0.5"' : "";
    return `<main${more}><p data-announce>写了 ${asked * 100} 行</p><button id="stop" type="button">停</button></main>`;
  });
  await page.goto(pages.url);
  await page.locator("#stop").focus();
  await expect(page.locator("main p")).toHaveText("写了 400 行", { timeout: 10_000 });
  await expect(page.locator("#stop")).toBeFocused();
  await expect(page.locator("body > [role=status]")).toHaveText("写了 400 行");
  await page.waitForTimeout(1_500);
  expect(asked).toBe(4);
  pages.close();
});

test("a search shows what it finds while somebody types, and the address says it", async ({ page }) => {
  const people = ["王桂芝", "孙立新"];
  let asked = 0;
  const pages = await Pages.serve((url) => {
    asked += 1;
    const q = url.searchParams.get("q") ?? "";
    const rows = people.filter((name) => name.includes(q)).map((name) => `<li>${name}</li>`);
    return `<main><form method="get" data-filter="people"><input name="q" value="${q}"><input type="date" name="day"><button>找</button></form><ul id="people">${rows.join("")}</ul></main>`;
  });
  await page.goto(pages.url);
  await page.locator("[name=q]").pressSequentially("王");
  await expect(page.locator("li")).toHaveCount(1);
  await expect(page).toHaveURL(`${pages.url}/?q=${encodeURIComponent("王")}`);
  await expect(page.locator("[name=q]")).toBeFocused();
  // A day waits for the button: half of one is another day.
  const before = asked;
  await page.locator("[name=day]").fill("2026-10-31");
  await page.waitForTimeout(800);
  expect(asked).toBe(before);
  await page.locator("button").click();
  await expect(page).toHaveURL(/day=2026-10-31/);
  await page.goBack();
  await expect(page.locator("li")).toHaveCount(2);
  pages.close();
});

test("what needs the script is not there without it", async ({ browser }) => {
  const pages = await Pages.serve(
    () => `<main><button type="button" data-print hidden>打印</button><p id="words">本月还有 7 个没开会</p><button type="button" data-copy="words" data-copied="已复制" hidden>复制</button></main>`,
  );
  const without = await browser.newPage({ javaScriptEnabled: false });
  await without.goto(pages.url);
  await expect(without.getByText("打印")).toBeHidden();
  await expect(without.getByText("复制")).toBeHidden();

  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.print = () => document.body.setAttribute("data-printed", "");
  });
  await page.goto(pages.url);
  await page.getByText("打印").click();
  await expect(page.locator("body")).toHaveAttribute("data-printed", "");
  await page.getByText("复制").click();
  await expect(page.getByText("已复制").first()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("本月还有 7 个没开会");
  await Promise.all([without.close(), context.close()]);
  pages.close();
});
