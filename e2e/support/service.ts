/** The product, serving the demo's town: one service per worker, on data of its own. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, type Browser, type BrowserContextOptions, type Page } from "@playwright/test";
import { program } from "./program.ts";

export interface LogIn {
  role: string;
  unit: string;
  login: string;
  password: string;
}

export interface Route {
  method: string;
  path: string;
  kind: "page" | "api";
  policy: string;
  action: string | null;
  thing: string | null;
}

/** The screens that the product is judged on. */
export const PHONE = { width: 360, height: 640 };
export const DESK = { width: 1280, height: 800 };

export class Service {
  readonly data: string;
  readonly town: string;
  readonly village: string;
  readonly logIns: LogIn[];
  url = "";
  private child: ChildProcess | undefined;

  constructor() {
    this.data = join(mkdtempSync(join(tmpdir(), "hongwang-e2e-")), "demo");
    execFileSync(program(), ["demo", "--data", this.data, "--make-only"], { stdio: "ignore" });
    const made = JSON.parse(readFileSync(join(this.data, "demo.json"), "utf8")) as { town: string; village: string; logins: LogIn[] };
    this.town = made.town;
    this.village = made.village;
    this.logIns = made.logins;
  }

  /** A workbook with planted faults. */
  get faulty(): string {
    return join(this.data, "workbooks", "faults.xlsx");
  }

  async start(): Promise<void> {
    const child = spawn(program(), ["demo", "--data", this.data, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "ignore"] });
    this.child = child;
    this.url = await new Promise<string>((told, failed) => {
      let said = "";
      child.stdout.on("data", (some: Buffer) => {
        said += some.toString();
        const address = /^http:\/\/\S+$/m.exec(said)?.[0];
        if (address) told(address);
      });
      child.on("exit", () => failed(new Error(`the service ended: ${said}`)));
    });
  }

  stop(): void {
    this.child?.kill();
    rmSync(join(this.data, ".."), { recursive: true, force: true });
  }

  /** Runs a command on this data. */
  run(...args: string[]): string {
    return execFileSync(program(), [...args, "--data", this.data], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  }

  /** A page of somebody who has logged in. */
  async as(browser: Browser, role: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ baseURL: this.url, locale: "zh-CN", viewport: DESK, ...options });
    const page = await context.newPage();
    const one = this.logIns.find((account) => account.role === role);
    if (!one) throw new Error(`no ${role} in the demo`);
    await page.goto("/login");
    await page.fill("#name", one.login);
    await page.fill("#password", one.password);
    await page.click("form.card button.btn-primary");
    await page.waitForURL((url) => url.pathname !== "/login");
    return page;
  }
}

/** Every route of the router. */
export function routes(): Route[] {
  return JSON.parse(execFileSync(program(), ["routes"], { encoding: "utf8", maxBuffer: 1 << 26 })) as Route[];
}

export const test = base.extend<object, { service: Service }>({
  service: [
    async ({}, use) => {
      const service = new Service();
      await service.start();
      await use(service);
      service.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

export { expect } from "@playwright/test";
