import { defineConfig } from "@playwright/test";

const root = process.getuid?.() === 0;

// The browser is the system's: nothing is downloaded.
export default defineConfig({
  testDir: "tests",
  outputDir: "results",
  workers: 2,
  fullyParallel: true,
  timeout: 180_000,
  reporter: [["list"]],
  use: {
    locale: "zh-CN",
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: "/usr/bin/chromium",
      args: [
        ...(root ? ["--no-sandbox"] : []),
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
