/** Real things for the parameters of routes, found as a person finds them. */
import type { Page } from "@playwright/test";
import type { Service } from "./service.ts";

/** A path of every page, its parameters filled in. A parameter that is not known here is an error: no route is forgotten. */
export class Things {
  private constructor(private readonly known: Record<string, string>) {}

  static async find(service: Service, clerk: Page, system: Page, auditor: Page): Promise<Things> {
    const link = async (page: Page, path: string, pattern: RegExp): Promise<string> => {
      await page.goto(path);
      const links = await page.$$eval("main a[href]", (all) => all.map((a) => a.getAttribute("href") ?? ""));
      const found = links.map((href) => pattern.exec(href)?.[1]).find((id) => id);
      if (!found) throw new Error(`${path} has no link like ${pattern}`);
      return found;
    };
    const village = await link(clerk, `/units/${service.town}`, /^\/units\/(\d{12})$/);
    const grid = await link(clerk, `/units/${village}`, /^\/units\/(\d{15})$/);
    const household = await link(clerk, `/units/${grid}/households`, /^\/households\/([0-9a-f-]{36})$/);
    const resident = await link(clerk, `/households/${household}`, /^\/residents\/([0-9a-f-]{36})\/edit$/);
    const person = await link(clerk, `/units/${grid}`, /^\/persons\/([0-9a-f-]{36})\/phone$/);
    const organisation = await link(clerk, `/units/${service.town}/organisations`, /^\/organisations\/([0-9a-f-]{36})$/);
    const account = await link(system, "/accounts", /^\/accounts\/([0-9a-f-]{36})$/);
    const helped = await link(clerk, "/helping", /^\/helping\/([0-9a-f-]{36})$/);
    const entry = await link(auditor, "/audit", /^\/audit\/([0-9a-f-]{36})$/);
    const request = await link(clerk, "/rights", /^\/rights\/([0-9a-f-]{36})$/);
    await clerk.goto(`/units/${service.town}/imports`);
    await clerk.setInputFiles("input[type=file]", service.faulty);
    await clerk.click("main form button.btn-primary");
    await clerk.waitForURL(/\/imports\/[0-9a-f-]{36}/);
    const upload = /\/imports\/([0-9a-f-]{36})/.exec(clerk.url())?.[1] ?? "";
    await clerk.locator(".tiles").waitFor({ timeout: 60_000 });
    return new Things({ unit: grid, household, resident, person, organisation, account, helped, entry, request, upload, category: "disabled", format: "csv" });
  }

  /** The path, with whatever else the page needs. */
  fill(path: string, service: Service): string {
    const town = path.includes("/imports") || path === "/units/{unit}/edit";
    return path.replace(/\{(\w+)\}/g, (_, name: string) => {
      if (name === "unit" && path.endsWith("/towns/new")) return service.town.slice(0, 6);
      if (name === "unit" && town) return service.town;
      const value = this.known[name === "account" && path.startsWith("/helping") ? "helped" : name];
      if (!value) throw new Error(`nothing is known for {${name}} of ${path}`);
      return value;
    });
  }
}
