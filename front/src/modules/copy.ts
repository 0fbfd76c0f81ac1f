/** `<button type="button" data-copy="reminder" data-copied="已复制" hidden>` copies the text of `#reminder` and says so. */
import { announce } from "./announce";

/** Milliseconds for which the button says that it has copied. */
const SAID = 2_500;

export function copyButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy]") : null;
    if (button) void copyFor(button);
  });
}

async function copyFor(button: HTMLElement): Promise<void> {
  const from = document.getElementById(button.dataset["copy"] ?? "");
  const text = from instanceof HTMLInputElement || from instanceof HTMLTextAreaElement ? from.value : (from?.textContent?.trim() ?? "");
  const said = button.dataset["copied"];
  if (!text || !(await copy(text)) || !said || button.hasAttribute("data-was")) return;

  const was = button.textContent ?? "";
  button.setAttribute("data-was", "");
  button.textContent = said;
  announce(said);
  setTimeout(() => {
    button.textContent = was;
    button.removeAttribute("data-was");
  }, SAID);
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // an office network without TLS has no clipboard
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.className = "quiet";
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
