/** The language and the size of letters, chosen as the buttons of the head choose them. */
import type { Page } from "@playwright/test";

export async function view(page: Page, language: string, elder: boolean): Promise<void> {
  await page.goto("/");
  const send = async (name: string, value: string): Promise<void> => {
    await page.evaluate(async ([name, value]) => {
      await fetch("/view", { method: "POST", body: new URLSearchParams({ [name ?? ""]: value ?? "", back: "/" }) });
    }, [name, value]);
  };
  await send("language", language);
  await send("elder", elder ? "1" : "0");
}
