/** Every role logs in and follows every link: nothing fails, and behind every place of the menu there is something. */
import { expect, test } from "../support/service.ts";

/** Things of one kind look alike: so many of each are opened. */
const OF_A_KIND = 3;

const kind = (path: string): string => path.replace(/\?.*/, "").replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{6,15}|\d{4}-\d\d/g, "*");

test("every role follows every link", async ({ browser, service }) => {
  test.setTimeout(240_000);
  for (const { role } of service.logIns) {
    const page = await service.as(browser, role);
    const seen = new Map<string, number>();
    const waiting: string[] = ["/"];
    const asked = new Set<string>(waiting);
    const wrong: string[] = [];
    while (waiting.length > 0) {
      const path = waiting.shift() as string;
      const answer = await page.request.get(path);
      if (new URL(answer.url()).pathname === "/login") wrong.push(`${role} ${path}: thrown out to the log-in page`);
      if (answer.status() >= 400) wrong.push(`${role} ${path}: ${answer.status()}`);
      if (!(answer.headers()["content-type"] ?? "").includes("text/html")) continue;
      const html = await answer.text();
      const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "";
      if (main.replace(/<[^>]+>/g, "").replace(/\s+/g, "").length < 8) wrong.push(`${role} ${path}: nothing on the page`);
      for (const [, href] of html.matchAll(/<a [^>]*href="([^"#]+)"/g)) {
        const link = (href ?? "").replaceAll("&#38;", "&").replaceAll("&amp;", "&");
        if (!link.startsWith("/") || asked.has(link)) continue;
        const many = seen.get(kind(link)) ?? 0;
        if (many >= OF_A_KIND) continue;
        seen.set(kind(link), many + 1);
        asked.add(link);
        waiting.push(link);
      }
    }
    console.log(`${role}: ${asked.size} pages`);
    expect(wrong).toEqual([]);
    await page.goto("/");
    for (const menu of [".side", ".bottom"]) {
      const places = await page.$$eval(`${menu} a`, (all) => all.map((a) => a.getAttribute("href") ?? ""));
      expect(places.length, `${role} ${menu}`).toBeGreaterThan(1);
      for (const place of places) {
        await page.goto(place);
        await expect(page.locator(`.side a[aria-current=page]`), `${role} ${place}`).toHaveCount(1);
        expect((await page.locator("main").innerText()).trim().length, `${role} ${place}`).toBeGreaterThan(10);
      }
    }
    await page.context().close();
  }
});
